"""One row of the comparison: a simulator, a precision, a number of threads, and what was measured of it."""

import statistics
import time

from comparison.process import busy_seconds

KEPT_SAMPLES = 30


class Contestant:
    """Either of our engines, in a process shared by them, or a peer in a process of its own."""

    def __init__(self, workload, name, dtype, threads, process, request, ours, returns=None):
        self.workload, self.name, self.dtype, self.threads = workload, name, dtype, threads
        self.process, self.request, self.ours = process, request, ours
        self.returns = returns or dtype
        self.prepared, self.samples, self.error = {}, [], None
        self.spent = self.own = self.other = 0.0
        self.rss_mb = None

    def prepare(self, limit):
        self.prepared = self.process.ask({"do": "prepare", **self.request}, limit)
        self.error = self.prepared.get("error")

    def sample(self, seconds, limit):
        cpu, busy, begin = self.process.cpu_seconds(), busy_seconds(), time.monotonic()
        answer = self.process.ask({"do": "sample", "seconds": seconds, **self.request}, limit)
        self.error = answer.get("error")
        self.samples += answer.get("samples", [])
        self.rss_mb = answer.get("rss_mb")
        used = self.process.cpu_seconds() - cpu
        self.spent += time.monotonic() - begin
        self.own += used
        self.other += max(0.0, busy_seconds() - busy - used)

    def close(self):
        if self.ours:
            self.process.ask({"do": "release", **self.request}, 60)
        else:
            self.process.close()

    def row(self):
        row = {"workload": self.workload.name, "peer": self.name, "ours": self.ours, "dtype": self.dtype,
               "returns": self.returns, "threads": self.threads, "version": self.prepared.get("version")}
        if self.error or not self.samples:
            return {**row, "error": self.error or "no samples"}
        step = -(-len(self.samples) // KEPT_SAMPLES)
        return {**row, "median_s": statistics.median(self.samples), "min_s": min(self.samples),
                "runs": len(self.samples), "samples": [round(s, 9) for s in self.samples[::step]],
                "check_value": self.prepared["check_value"],
                "first_call_s": round(self.prepared["first_call_s"], 4), "rss_mb": self.rss_mb,
                "own_cpu": round(self.own / self.spent, 2), "other_cpu": round(self.other / self.spent, 2)}
