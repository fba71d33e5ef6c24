"""What the layer adds to the engine inside Deeplearning4j: W1 through a QuantumLayer against plain arrays."""

from comparison.report import duration, table
from comparison.workloads import named

ROUNDS = 5


# What is timed, and the names that our worker has for it.
PARTS = {"engine: forward, then backward": "W1", "engine: backward alone": "W1-gradient", "layer": "W1-layer"}
ENGINE, _, LAYER = PARTS


def measure(contest):
    """Time and heap allocation of one step in float, plain and in the layer, in turns."""
    results = []
    for threads in contest.options.threads:
        everybody = {}
        for part, name in PARTS.items():
            everybody[part] = contest.our(named("W1"), "native", "f32", threads)
            everybody[part].request["workload"] = name
            everybody[part].prepare(contest.options.limit)
        for _ in range(ROUNDS):
            for contestant in everybody.values():
                if not contestant.error:
                    contestant.sample(contest.options.slice, contest.options.limit)
        for part, contestant in everybody.items():
            answer = contestant.process.ask({"do": "allocation", **contestant.request}, 60)
            results.append({**contestant.row(), "part": part, "bytes": answer.get("bytes")})
            contestant.close()
    return results


def markdown(results):
    lines = []
    for row in results:
        if "error" in row:
            lines.append([row["part"], str(row["threads"]), row["error"], "", ""])
            continue
        engine = next(r for r in results if r["threads"] == row["threads"] and r["part"] == ENGINE)
        added = ""
        if row["part"] == LAYER and "median_s" in engine:
            added = f"{1e6 * (row['median_s'] - engine['median_s']):.1f} µs"
        lines.append([row["part"], str(row["threads"]), duration(row["median_s"]), added, str(row["bytes"])])
    return table(["W1, f32, native", "threads", "median", "added", "heap bytes a step"], lines)
