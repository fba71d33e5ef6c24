"""What the machine can do at best, and which part of it a row reaches."""

import json
import subprocess

from comparison.workloads import BENCHMARKS

SOURCE = BENCHMARKS / "src/main/cpp/machine.cpp"
PROGRAM = BENCHMARKS / "target/machine"


def measure():
    """The output of machine.cpp, or None where it cannot be built."""
    try:
        if not PROGRAM.exists() or PROGRAM.stat().st_mtime < SOURCE.stat().st_mtime:
            PROGRAM.parent.mkdir(exist_ok=True)
            subprocess.run(["g++", "-O3", "-march=native", "-pthread", SOURCE, "-o", PROGRAM], check=True)
        return json.loads(subprocess.run([PROGRAM], check=True, capture_output=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError) as e:
        print(f"machine limits not measured: {e}")
        return None


def better(one, other):
    """The higher of each figure of two measurements: what else ran only lowers them."""
    if one is None or other is None:
        return one or other
    merged = [{key: max(a[key], b[key]) for key in a} for a, b in zip(one["limits"], other["limits"])]
    return {**one, "limits": merged}


def slots(workload):
    """Multiply-adds of one call of the layer family, of the best method known: a butterfly of two for each of n
    rotations about Y per layer forward and six backward, a diagonal a layer, a product state for the first."""
    n, layers = workload.qubits, workload.layers
    return workload.batch * 2**n * ((layers - 1) * (8 * n + 14) + 31)


def fractions(row, workload, machine):
    """Adds `fma_peak` to rows of the layer family, `passes` to rows of one large state."""
    limits = next((l for l in (machine or {}).get("limits", ()) if l["threads"] == row["threads"]), None)
    if limits is None or "median_s" not in row:
        return
    if workload.name in ("W1", "W2", "W3", "W4"):
        peak = limits[f"fma_{row['dtype']}_gflops"] * 1e9 / 2
        row["fma_peak"] = slots(workload) / row["median_s"] / peak
    if workload.batch == 1 and workload.qubits >= 20:
        once = 2 * workload.state_bytes(row["dtype"]) / (limits["in_place_gbs"] * 1e9)
        row["passes"] = row["median_s"] / once / workload.layers
