"""A process in a peer's virtual environment that times one workload, told what to do line by line.

    python -m comparison.worker MODULE WORKLOAD DTYPE THREADS [gpu]

The answers are those of our own `CompareWorker`.
"""

import contextlib
import importlib
import json
import os
import resource
import sys
import time
import warnings


def set_up(threads, dtype, device):
    """Before any library is loaded: most read these once."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "QULACS_NUM_THREADS",
                 "TF_NUM_INTRAOP_THREADS"):
        os.environ[name] = str(threads)
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_USE_LEGACY_KERAS="1", JAX_ENABLE_X64="1" if dtype == "f64" else "0")
    if device == "cpu":
        os.environ.update(JAX_PLATFORMS="cpu", CUDA_VISIBLE_DEVICES="")
    else:
        # All of float's digits; and no more of the device's memory than is needed, which others want too.
        os.environ.update(JAX_DEFAULT_MATMUL_PRECISION="highest", XLA_PYTHON_CLIENT_PREALLOCATE="false")
    if threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    warnings.filterwarnings("ignore")


def check_value(result):
    """A number, or (loss, dL/dw, dL/dx): loss, sums of magnitudes, sums of g_k cos(k) over flat k."""
    import numpy as np

    if not isinstance(result, tuple):
        return [float(v) for v in np.atleast_1d(result)]
    loss, *gradients = result
    flat = [np.zeros(0) if g is None else np.asarray(g, dtype=np.float64).ravel() for g in gradients]
    return ([float(loss)] + [float(np.abs(g).sum()) for g in flat]
            + [float(g @ np.cos(np.arange(g.size))) for g in flat])


def sample(work, seconds):
    """As our Sampler: for so long, at least one call; the first of many is left out."""
    times, begin = [], time.perf_counter()
    while not times or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times[1:] if len(times) >= 10 else times


def serve(module, workload, dtype, threads):
    peer = importlib.import_module("comparison.peers." + module)
    from comparison.workloads import named

    work = peer.prepare(named(workload), dtype, threads)

    def prepare(request):
        start = time.perf_counter()
        result = work()
        first = time.perf_counter() - start
        if first < request["warm"]:
            sample(work, request["warm"] - first)
        return {"first_call_s": first, "check_value": check_value(result), "version": peer.version()}

    def timed(request):
        return {"samples": sample(work, request["seconds"]),
                "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}

    return {"prepare": prepare, "sample": timed}


def main():
    module, workload, dtype, threads, *device = sys.argv[1:]
    set_up(int(threads), dtype, *(device or ["cpu"]))
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # libraries that print must not get between the answers
    handlers, failure = {}, None
    with contextlib.redirect_stdout(sys.stderr):
        try:
            handlers = serve(module, workload, dtype, int(threads))
        except Exception as e:  # whatever a library raises is a row of the report
            failure = f"{type(e).__name__}: {e}"
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = {"error": failure} if failure else handlers[request["do"]](request)
            except Exception as e:
                answer = {"error": f"{type(e).__name__}: {e}"}
            print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
