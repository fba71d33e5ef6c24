"""Command line of `benchmarks/scaling`: how our times grow with each size, all others fixed."""

import argparse
import json
import os
import subprocess
from pathlib import Path

from comparison.contest import ENGINES, Contest, python, tell
from comparison.report import duration, table
from comparison.workloads import BENCHMARKS, Workload

# batch, qubits, layers, outputs, where the others vary.
MIDDLE = {"batch": 64, "qubits": 8, "layers": 4, "outputs": 8}
SWEEPS = {
    "qubits": [2, 4, 6, 8, 10, 12, 14, 16],
    "batch": [1, 4, 16, 64, 256, 1024],
    "layers": [1, 2, 4, 8, 16],
    "outputs": [1, 2, 4, 8],
}
THREADED = {"batch": 64, "qubits": 12, "layers": 4, "outputs": 12}


def workload(sizes):
    sizes = dict(sizes, outputs=min(sizes["outputs"], sizes["qubits"]))
    name = "H," + ",".join(str(sizes[key]) for key in ("batch", "qubits", "layers", "outputs"))
    return Workload(name, name, "gradient", sizes["batch"], sizes["qubits"], sizes["layers"])


def points(cores):
    """Sweep, value, workload, threads."""
    for sweep, values in SWEEPS.items():
        for value in values:
            yield sweep, value, workload({**MIDDLE, sweep: value}), max(cores)
    for threads in cores:
        yield "threads", threads, workload(THREADED), threads


def measure(args):
    rows = []
    with open(args.json.with_suffix(".log"), "w") as log:
        contest = Contest(args, log)
        try:
            for sweep, value, point, threads in points(args.threads):
                both = [contest.our(point, engine, args.dtype, threads, warm=args.slice) for engine in ENGINES]
                for contestant in both:
                    contestant.prepare(args.limit)
                for _ in range(args.rounds):
                    for contestant in both:
                        if not contestant.error:
                            contestant.sample(args.slice / args.rounds, args.limit)
                for contestant in both:
                    contestant.close()
                    rows.append({"sweep": sweep, "value": value, **contestant.row()})
                tell(f"{sweep} {value}: " + ", ".join(
                    f"{row['peer']} {duration(row['median_s']) if 'median_s' in row else row['error']}"
                    for row in rows[-2:]))
        finally:
            contest.close()
    return rows


def markdown(rows):
    words = lambda sizes: ", ".join(f"{key} {value}" for key, value in sizes.items())
    parts = ["# Scaling", "", f"Values and gradient at {words(MIDDLE)}, with one of them changed; threads at "
             f"{words(THREADED)}."]
    for sweep in dict.fromkeys(row["sweep"] for row in rows):
        found = [row for row in rows if row["sweep"] == sweep]
        lines = [[str(value)] + [next((duration(row["median_s"]) for row in found if row["value"] == value
                                       and row["peer"].endswith(engine) and "median_s" in row), "")
                                 for engine in ENGINES] for value in dict.fromkeys(row["value"] for row in found)]
        parts += ["", table([sweep, *ENGINES], lines)]
    return "\n".join(parts) + "\n"


def options():
    parser = argparse.ArgumentParser("scaling", description="How our times grow with each size.")
    add = parser.add_argument
    add("--dtype", default="f32", choices=("f32", "f64"))
    add("--threads", type=lambda t: sorted(map(int, t.split(","))), default=list(range(1, os.cpu_count() + 1)),
        metavar="1,2", help="numbers of threads; sizes are swept at the most")
    add("--json", type=Path, default=BENCHMARKS / "out/scaling.json", metavar="FILE",
        help="where rows go; Markdown and picture go beside it")
    add("--rounds", type=int, default=3)
    add("--slice", type=float, default=1.5, metavar="S", help="seconds of warm-up, and of timing, for each point")
    add("--limit", type=float, default=180, metavar="S")
    add("--classpath", help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    args = options()
    args.json.parent.mkdir(parents=True, exist_ok=True)
    rows = measure(args)
    args.json.write_text(json.dumps({"rows": rows}, indent=1))
    args.json.with_suffix(".md").write_text(markdown(rows))
    print(markdown(rows))
    if python("harness").exists():
        picture = args.json.with_suffix(".png")
        subprocess.run([python("harness"), "-m", "comparison.plot_scaling", args.json, picture], check=True,
                       cwd=BENCHMARKS)


if __name__ == "__main__":
    main()
