"""PennyLane's lightning.kokkos."""

from comparison.peers import pennylane_gates, pennylane_lightning


def prepare(workload, dtype, threads):
    return pennylane_lightning.prepare(workload, dtype, threads, device="lightning.kokkos")


def version():
    return pennylane_gates.version("pennylane-lightning-kokkos")
