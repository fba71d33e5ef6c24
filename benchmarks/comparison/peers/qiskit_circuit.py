"""Circuits in Qiskit: used by its three peers."""

from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit.quantum_info import SparsePauliOp

from comparison import decompose

NAMES = {"CNOT": "cx"}


def circuit(workload):
    """The circuit and its parameters for inputs and weights."""
    x = ParameterVector("x", workload.qubits)
    w = ParameterVector("w", len(workload.weights()))
    made = QuantumCircuit(workload.qubits)
    for gate, qubits, angles in decompose.to((), workload.operations):
        getattr(made, NAMES.get(gate, gate.lower()))(*(a.value(x, w) for a in angles), *qubits)
    return made, x, w


def observable(terms, factor=1.0):
    """Qiskit's labels have qubit 0 rightmost."""
    return SparsePauliOp([word[::-1] for _, word in terms], [factor * c for c, _ in terms])


def version():
    from importlib.metadata import version as of

    return " ".join(f"{name} {of(name)}" for name in ("qiskit", "qiskit-aer", "qiskit-machine-learning"))
