"""W7 with PennyLane's lightning.qubit as the quantum layer, adjoint gradients."""

from comparison.peers import epoch
from comparison.peers.epoch_pennylane import layer, version  # noqa: F401


def prepare(workload, dtype, threads):
    return epoch.prepare(workload, threads, layer(workload, "lightning.qubit", "adjoint"))
