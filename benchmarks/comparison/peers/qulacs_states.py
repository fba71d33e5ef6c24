"""W9 by Qulacs: a state vector a point, inner products in NumPy."""

import numpy as np
import qulacs

from comparison.peers.numpy_closed_form import gram
from comparison.peers.qulacs_backprop import version  # noqa: F401


def state(workload, x):
    circuit, psi = qulacs.QuantumCircuit(workload.qubits), qulacs.QuantumState(workload.qubits)
    for gate, qubits, angles in workload.operations:
        if gate == "Phase":
            circuit.add_U1_gate(qubits[0], angles[0].value(x, ()))
        else:
            getattr(circuit, f"add_{gate}_gate")(*qubits)
    circuit.update_quantum_state(psi)
    return psi.get_vector()


def prepare(workload, dtype, threads):
    points = workload.inputs()
    return lambda: gram(np.array([state(workload, x) for x in points]))
