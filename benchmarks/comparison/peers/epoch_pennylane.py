"""W7 with PennyLane as the quantum layer: default.qubit with backprop."""

import pennylane as qml
from torch import nn

from comparison.peers import epoch, pennylane_gates


class OneQubit(nn.Module):
    def __init__(self, node):
        super().__init__()
        self.node = node

    def forward(self, x):
        return self.node(x[:, 0]).reshape(-1, 1)


def layer(workload, device, method):
    device = qml.device(device, wires=workload.qubits)
    if workload.qubits == 1:

        @qml.qnode(device, interface="torch", diff_method=method)
        def one(angle):
            qml.Hadamard(0)
            qml.RY(angle, 0)
            return qml.expval(0.5 * qml.Identity(0) - 0.5 * qml.PauliZ(0))

        return OneQubit(one)

    @qml.qnode(device, interface="torch", diff_method=method)
    def four(inputs, weights):
        qml.AngleEmbedding(inputs, wires=range(4), rotation="Y")
        qml.StronglyEntanglingLayers(weights, wires=range(4), ranges=[1, 1])
        return [qml.expval(qml.PauliZ(i)) for i in range(4)]

    return qml.qnn.TorchLayer(four, {"weights": (2, 4, 3)})


def prepare(workload, dtype, threads):
    return epoch.prepare(workload, threads, layer(workload, "default.qubit", "backprop"))


def version():
    return pennylane_gates.version("torch")
