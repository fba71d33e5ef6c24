"""One workload in one precision: everybody prepares, then all take turns, so that noise of the machine hits all."""

import sys
import time

from comparison import agreement, limits
from comparison.contestant import Contestant
from comparison.peers.registry import peers_of
from comparison.process import Process
from comparison.workloads import BENCHMARKS

VENVS = BENCHMARKS / "peers/venvs"
ENGINES = ("native", "java")
# The oracle, where it takes seconds; above, our other engine in double.
REFERENCE_QUBITS = 8
WARM = {"ours": 3.0, "peer": 0.5}


def python(family):
    return VENVS / family / "bin/python"


def tell(text):
    print(text, file=sys.stderr, flush=True)


class Contest:
    def __init__(self, options, log):
        self.options, self.log = options, log
        self.jvms, self.ids = {}, 0
        self.absent = {}

    def jvm(self, threads):
        """Our process for so many threads, kept for all workloads."""
        if threads not in self.jvms or self.jvms[threads].child.poll() is not None:
            command = ["java", f"-XX:ActiveProcessorCount={threads}", f"-Dorg.dl4jquantum.native.threads={threads}",
                       "-Dorg.nd4j.log.initialization=false", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                       "-cp", self.options.classpath, "org.dl4jquantum.benchmarks.compare.CompareWorker"]
            self.jvms[threads] = Process(command, {"OMP_NUM_THREADS": str(threads)}, self.log)
        return self.jvms[threads]

    def our(self, workload, engine, dtype, threads, warm=WARM["ours"]):
        self.ids += 1
        request = {"id": str(self.ids), "workload": workload.name, "engine": engine, "dtype": dtype, "warm": warm}
        return Contestant(workload, f"dl4j-quantum-{engine}", dtype, threads, self.jvm(threads), request, True)

    def peer(self, workload, peer, dtype):
        threads = max(self.options.threads)
        command = [str(python(peer.family)), "-m", "comparison.worker", peer.module, workload.name, dtype, str(threads)]
        process = Process(command, {"PYTHONPATH": str(BENCHMARKS)}, self.log)
        return Contestant(workload, peer.name, dtype, threads, process, {"warm": WARM["peer"]}, False,
                          peer.returns)

    def contestants(self, workload, dtype):
        """Made one after the other: the next is started when the one before is prepared."""
        for engine in ENGINES:
            for threads in self.options.threads:
                yield self.our(workload, engine, dtype, threads)
        if workload.kind == "epoch":
            for threads in self.options.threads:
                yield self.our(workload, "closed-form", dtype, threads)
        for peer in peers_of(workload.name, dtype):
            if self.options.peers and not any(peer.name.startswith(p) for p in self.options.peers):
                continue
            if python(peer.family).exists():
                yield self.peer(workload, peer, dtype)
            else:
                self.absent[peer.family] = self.absent.get(peer.family, set()) | {peer.name}

    def run(self, workload, dtype, machine):
        tell(f"{workload.name} {dtype}: {workload.title}")
        everybody = []
        for contestant in self.contestants(workload, dtype):
            contestant.prepare(self.options.limit)
            everybody.append(contestant)
            tell(f"  {contestant.name} {contestant.threads}t: "
                 + (contestant.error or f"first call {contestant.prepared['first_call_s']:.3g} s"))
        for _ in range(self.options.rounds):
            for contestant in everybody:
                if not contestant.error and contestant.spent < self.options.budget:
                    contestant.sample(self.options.slice, self.options.limit)
                    time.sleep(0.01)  # threads of the last one stop spinning
        for contestant in everybody:
            contestant.close()
        rows = [contestant.row() for contestant in everybody]
        agreement.judge(rows, workload, self.reference(workload, rows))
        for row in rows:
            limits.fractions(row, workload, machine)
        return rows

    def reference(self, workload, rows):
        """Check values in double from the oracle, or from engine java where that would take minutes."""
        if workload.kind == "epoch":
            ours = [row["check_value"] for row in rows if "check_value" in row and "closed-form" in row["peer"]]
            return ours[0] if ours else None
        engine = "reference" if workload.qubits <= REFERENCE_QUBITS else "java"
        oracle = self.our(exact(workload), engine, "f64", max(self.options.threads), warm=0)
        oracle.prepare(600)
        oracle.close()
        return oracle.prepared.get("check_value")

    def close(self):
        for jvm in self.jvms.values():
            jvm.close()


def exact(workload):
    """The workload without shots."""
    from dataclasses import replace

    return replace(workload, name=workload.name.removesuffix("s"), shots=0) if workload.shots else workload
