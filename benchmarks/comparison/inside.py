"""What the layer adds to the engine inside Deeplearning4j: W1 through a QuantumLayer against plain arrays."""

from comparison.report import duration, table
from comparison.workloads import named

ROUNDS = 5


def measure(contest):
    """Time and heap allocation of one forward and backward pass, plain and in the layer, in float."""
    results = []
    for threads in contest.options.threads:
        plain = contest.our(named("W1"), "native", "f32", threads)
        layer = contest.our(named("W1"), "native", "f32", threads)
        layer.request["workload"] = "W1-layer"
        for contestant in (plain, layer):
            contestant.prepare(contest.options.limit)
        for _ in range(ROUNDS):
            for contestant in (plain, layer):
                if not contestant.error:
                    contestant.sample(contest.options.slice, contest.options.limit)
        for name, contestant in (("engine", plain), ("layer", layer)):
            answer = contestant.process.ask({"do": "allocation", **contestant.request}, 60)
            results.append({**contestant.row(), "what": name, "bytes": answer.get("bytes")})
            contestant.close()
    return results


def markdown(results):
    lines = []
    for row in results:
        if "error" in row:
            lines.append([row["what"], str(row["threads"]), row["error"], "", ""])
            continue
        engine = next(r for r in results if r["threads"] == row["threads"] and r["what"] == "engine")
        added = row["median_s"] - engine.get("median_s", float("nan"))
        lines.append([row["what"], str(row["threads"]), duration(row["median_s"]),
                      "" if row is engine else f"{1e6 * added:.0f} µs", str(row["bytes"])])
    return table(["W1 forward and backward, f32", "threads", "median", "added", "heap bytes a step"], lines)
