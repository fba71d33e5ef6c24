"""PennyLane's default.qubit, differentiated by torch."""

import pennylane as qml
import torch

from comparison.peers import pennylane_gates
from comparison.peers.torch_step import step


def prepare(workload, dtype, threads):
    node = qml.QNode(pennylane_gates.circuit(workload), qml.device("default.qubit", wires=workload.qubits),
                     interface="torch", diff_method="backprop")

    def outputs(x, w):
        columns = node(x.T, w)
        return torch.stack([y.expand(workload.batch) for y in columns], dim=-1)

    return step(workload, dtype, threads, outputs)


def version():
    return pennylane_gates.version("torch")
