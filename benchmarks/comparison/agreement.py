"""Whether rows computed the same numbers.

A value v agrees with the reference r where |v - r| <= tolerance * max(1, |r|): relative, with an absolute floor, for
losses are sums of expectation values in -1..1 that may cancel to nearly nothing. Results of shots are random: only
their loss is compared, at six standard errors. Epochs start from weights of each framework's own random numbers: only
ours are compared with one another.
"""

import math

TOLERANCE = {"f64": 1e-9, "f32": 1e-4}
STANDARD_ERRORS = 6


def deviation(values, reference):
    if len(values) != len(reference):
        return math.inf
    return max(abs(v - r) / max(1.0, abs(r)) for v, r in zip(values, reference))


def loss_error(workload):
    """Standard error of the loss, at most: every outcome of a shot is +1 or -1."""
    return math.sqrt(workload.batch * sum(c * c for c in workload.cotangents()) / workload.shots)


def judge(rows, workload, reference):
    """Adds `agrees` and `deviation` to rows; None where nothing can be compared."""
    for row in rows:
        if "check_value" not in row or reference is None or (workload.kind == "epoch" and not row["ours"]):
            row["agrees"] = None
        elif workload.shots:
            row["deviation"] = abs(row["check_value"][0] - reference[0])
            row["agrees"] = row["deviation"] <= STANDARD_ERRORS * loss_error(workload)
        else:
            row["deviation"] = deviation(row["check_value"], reference)
            row["agrees"] = row["deviation"] <= TOLERANCE[row["returns"]]
