"""PennyLane's lightning.qubit: adjoint gradients; parameter-shift for W8, one sample at a time as it asks for."""

import numpy as np
import pennylane as qml
import torch

from comparison.peers import pennylane_gates
from comparison.peers.torch_step import step


def prepare(workload, dtype, threads, device="lightning.qubit"):
    complex_type = np.complex128 if dtype == "f64" else np.complex64
    seed = {"seed": 7} if workload.shots else {}
    device = qml.device(device, wires=workload.qubits, c_dtype=complex_type, **seed)
    circuit = pennylane_gates.circuit(workload)
    if workload.kind == "forward":
        return forward(workload, qml.QNode(circuit, device, diff_method=None))
    if not any(xs for op in workload.operations for a in op.angles for _, xs, _ in a.terms):
        return weights_only(workload, qml.QNode(circuit, device, diff_method="adjoint"))
    if workload.kind == "shift":
        node = qml.QNode(circuit, device, interface="torch", diff_method="parameter-shift")
        if workload.shots:
            node = qml.set_shots(node, shots=workload.shots)
        outputs = lambda x, w: torch.stack([torch.stack(node(sample, w)) for sample in x])
    else:
        node = qml.QNode(circuit, device, interface="torch", diff_method="adjoint")
        outputs = lambda x, w: torch.stack(node(x.T, w), dim=-1)
    return step(workload, dtype, threads, outputs)


def forward(workload, node):
    x, w = workload.inputs()[0], workload.weights()
    return lambda: float(node(x, w)[0])


def weights_only(workload, node):
    """Autograd's own arrays are the quickest way around one large state."""
    x = workload.inputs()[0]
    w = qml.numpy.array(workload.weights(), requires_grad=True)
    gradient = qml.grad(lambda weights: node(x, weights)[0])

    def work():
        dw = gradient(w)
        return float(gradient.forward), dw, None

    return work


def version():
    return pennylane_gates.version("pennylane-lightning")
