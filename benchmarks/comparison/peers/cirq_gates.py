"""Circuits in Cirq: used by qsim and TensorFlow Quantum."""

import cirq

from comparison import decompose

FIXED = {"H": cirq.H, "X": cirq.X, "Y": cirq.Y, "Z": cirq.Z, "S": cirq.S, "Sdg": cirq.S**-1, "T": cirq.T,
         "Tdg": cirq.T**-1, "CNOT": cirq.CNOT, "CZ": cirq.CZ, "SWAP": cirq.SWAP}
ROTATIONS = {"RX": cirq.rx, "RY": cirq.ry, "RZ": cirq.rz}
PAULIS = {"X": cirq.X, "Y": cirq.Y, "Z": cirq.Z}


def circuit(workload, qubits, value):
    """value(angle) is a number or a symbol."""
    operations = []
    for gate, places, angles in decompose.to((), workload.operations):
        made = ROTATIONS[gate](value(angles[0])) if gate in ROTATIONS else FIXED[gate]
        operations.append(made(*(qubits[q] for q in places)))
    return cirq.Circuit(operations)


def observable(terms, qubits):
    return sum(c * cirq.PauliString({qubits[q]: PAULIS[p] for q, p in enumerate(word) if p != "I"})
               for c, word in terms)
