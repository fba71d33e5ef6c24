"""Command line of `benchmarks/compare`."""

import argparse
import json
import os
import subprocess
from pathlib import Path

from comparison import inside, limits, report
from comparison.contest import Contest, python
from comparison.workloads import BENCHMARKS, selected


def options():
    parser = argparse.ArgumentParser("compare", description="Times this library and others side by side.")
    cores = os.cpu_count()
    texts = lambda text: text.split(",")
    add = parser.add_argument
    add("--only", type=texts, default=[], metavar="W1,W2", help="workloads whose names begin so; all without it")
    add("--dtype", type=texts, default=["f32", "f64"], metavar="f32,f64")
    add("--peers", type=texts, default=[], metavar="NAMES", help="peers whose names begin so; all without it")
    add("--threads", type=lambda t: sorted(map(int, texts(t))), default=sorted({1, cores}), metavar="1,2",
        help="of our engines; peers get the most of them")
    add("--json", type=Path, default=BENCHMARKS / "out/compare.json", metavar="FILE",
        help="where rows go; Markdown and picture go beside it")
    add("--rounds", type=int, default=5, help="turns of everybody")
    add("--slice", type=float, default=0.5, metavar="S", help="seconds of a turn, of at least one call")
    add("--budget", type=float, default=30, metavar="S", help="seconds after which somebody gets no more turns")
    add("--limit", type=float, default=180, metavar="S", help="seconds that preparing, or one turn, may take")
    add("--classpath", help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    args = options()
    workloads = selected(args.only)
    args.json.parent.mkdir(parents=True, exist_ok=True)
    machine, groups = limits.measure(), {}
    with open(args.json.with_suffix(".log"), "w") as log:
        contest = Contest(args, log)
        try:
            for workload in workloads:
                for dtype in (d for d in workload.dtypes if d in args.dtype):
                    groups[workload, dtype] = contest.run(workload, dtype, machine)
                    write(args.json, groups, machine, contest.absent, None)
            layer = inside.measure(contest) if any(w.name == "W1" for w in workloads) else None
            machine = limits.better(machine, limits.measure())
            for (workload, _), rows in groups.items():
                for row in rows:
                    limits.fractions(row, workload, machine)
            write(args.json, groups, machine, contest.absent, layer)
        finally:
            contest.close()
    print(args.json.with_suffix(".md").read_text())
    draw(args.json)
    wrong = [row for rows in groups.values() for row in rows if row["agrees"] is False]
    for row in wrong:
        print(f"disagrees: {row['workload']} {row['dtype']} {row['peer']}: off by {row['deviation']:.1e}")
    raise SystemExit(1 if any(row["ours"] for row in wrong) else 0)


def write(target, groups, machine, absent, layer):
    """After every workload, so that a run that is stopped leaves what it has."""
    rows = [row for group in groups.values() for row in group]
    tree = {"machine": machine, "layer": layer, "rows": rows}
    target.write_text(json.dumps(tree, indent=1))
    target.with_suffix(".md").write_text(
        report.markdown(groups, machine, absent, inside.markdown(layer) if layer else None))


def draw(source):
    picture = source.with_suffix(".png")
    if python("harness").exists():
        subprocess.run([python("harness"), "-m", "comparison.plot", source, picture], check=True, cwd=BENCHMARKS)
        print(f"{source}, {source.with_suffix('.md')}, {picture}")
    else:
        print(f"{source}, {source.with_suffix('.md')}; no picture: benchmarks/install-peers harness")


if __name__ == "__main__":
    main()
