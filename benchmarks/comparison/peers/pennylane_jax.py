"""PennyLane's default.qubit under jax.jit."""

import jax.numpy as jnp
import pennylane as qml

from comparison.peers import pennylane_gates
from comparison.peers.jax_step import step


def prepare(workload, dtype, threads):
    node = qml.QNode(pennylane_gates.circuit(workload), qml.device("default.qubit", wires=workload.qubits),
                     interface="jax", diff_method="backprop")
    return step(workload, dtype, lambda x, w: jnp.stack(node(x.T, w), axis=-1))


def version():
    return pennylane_gates.version("jax")
