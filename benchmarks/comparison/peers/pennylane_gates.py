"""Circuits in PennyLane: used by its torch, jax and Lightning peers."""

import pennylane as qml

GATES = {
    "H": qml.Hadamard, "X": qml.PauliX, "Y": qml.PauliY, "Z": qml.PauliZ, "S": qml.S, "T": qml.T, "SX": qml.SX,
    "RX": qml.RX, "RY": qml.RY, "RZ": qml.RZ, "Phase": qml.PhaseShift, "U3": qml.U3, "Rot": qml.Rot,
    "CNOT": qml.CNOT, "CZ": qml.CZ, "SWAP": qml.SWAP, "CRX": qml.CRX, "CRY": qml.CRY, "CRZ": qml.CRZ,
    "ControlledPhase": qml.ControlledPhaseShift, "IsingXX": qml.IsingXX, "IsingYY": qml.IsingYY,
    "IsingZZ": qml.IsingZZ, "Toffoli": qml.Toffoli, "CSWAP": qml.CSWAP,
}
PAULIS = {"X": qml.PauliX, "Y": qml.PauliY, "Z": qml.PauliZ}


def word(text):
    factors = [PAULIS[letter](i) for i, letter in enumerate(text) if letter != "I"]
    return qml.prod(*factors) if len(factors) > 1 else factors[0]


def observable(terms):
    if len(terms) == 1 and terms[0][0] == 1.0:
        return word(terms[0][1])
    return qml.Hamiltonian([c for c, _ in terms], [word(text) for _, text in terms])


def circuit(workload):
    """A function of x (x[i] is input i of one sample or of all) and w, to be made a QNode."""
    observables = [observable(terms) for terms in workload.observables]

    def run(x, w):
        for gate, qubits, angles in workload.operations:
            if gate.endswith("dg"):
                qml.adjoint(GATES[gate[:-2]](wires=qubits))
            else:
                GATES[gate](*(angle.value(x, w) for angle in angles), wires=qubits)
        return [qml.expval(o) for o in observables]

    return run


def version(*others):
    from importlib.metadata import version as of

    return " ".join(f"{name} {of(name)}" for name in ("pennylane", *others))
