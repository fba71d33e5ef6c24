"""Qulacs: one sample after the other, gradients by its backprop, the chain rule to inputs and weights in NumPy."""

import numpy as np
import qulacs

from comparison import decompose

# Pauli indices of qulacs, whose rotations turn by exp(+i t P / 2).
WORDS = {"RX": (1,), "RY": (2,), "RZ": (3,), "IsingXX": (1, 1), "IsingYY": (2, 2), "IsingZZ": (3, 3)}
FIXED = {"H": "H", "X": "X", "Y": "Y", "Z": "Z", "S": "S", "Sdg": "Sdag", "T": "T", "Tdg": "Tdag", "SX": "sqrtX",
         "SXdg": "sqrtXdag", "CNOT": "CNOT", "CZ": "CZ", "SWAP": "SWAP", "Toffoli": "TOFFOLI", "CSWAP": "FREDKIN"}
KNOWN = frozenset(("IsingXX", "IsingYY", "IsingZZ", "SX", "SXdg"))


def parametric(workload):
    """The circuit and the angles of its parameters."""
    circuit, angles = qulacs.ParametricQuantumCircuit(workload.qubits), []
    for gate, qubits, gate_angles in decompose.to(KNOWN, workload.operations):
        if gate in WORDS:
            angles.append(gate_angles[0])
            circuit.add_parametric_multi_Pauli_rotation_gate(list(qubits), list(WORDS[gate]), 0.0)
        else:
            getattr(circuit, f"add_{FIXED[gate]}_gate")(*qubits)
    return circuit, angles


def plain(workload):
    """With the angles of the first sample as constants."""
    x, w = workload.inputs()[0], workload.weights()
    circuit = qulacs.QuantumCircuit(workload.qubits)
    for gate, qubits, angles in decompose.to((), workload.operations):
        if gate in WORDS:
            getattr(circuit, f"add_{gate}_gate")(*qubits, -angles[0].value(x, w))
        else:
            getattr(circuit, f"add_{FIXED[gate]}_gate")(*qubits)
    return circuit


def observable(qubits, terms):
    found = qulacs.Observable(qubits)
    for c, word in terms:
        found.add_operator(c, " ".join(f"{letter} {q}" for q, letter in enumerate(word) if letter != "I"))
    return found


def forward(workload):
    state = qulacs.QuantumState(workload.qubits)
    z = observable(workload.qubits, workload.observables[0])

    def work():
        circuit = plain(workload)
        qulacs.circuit.QuantumCircuitOptimizer().optimize(circuit, 2)
        state.set_zero_state()
        circuit.update_quantum_state(state)
        return z.get_expectation_value(state)

    return work


class Chain:
    """Angles of all samples from x [batch, n] and w, and gradients back."""

    def __init__(self, angles, batch):
        self.angles, self.batch = angles, batch

    def values(self, x, w):
        return np.stack([np.broadcast_to(a.value(x.T, w), self.batch) for a in self.angles], axis=1)

    def back(self, gradient, x, w):
        dx, dw = np.zeros_like(x), np.zeros_like(w)
        for angle, g in zip(self.angles, gradient.T):
            for c, xs, ws in angle.terms:
                factors = [("x", i, x[:, i]) for i in xs] + [("w", j, w[j]) for j in ws]
                for k, (name, index, _) in enumerate(factors):
                    rest = c * g * np.prod([v for f, (_, _, v) in enumerate(factors) if f != k], axis=0)
                    if name == "x":
                        dx[:, index] += rest
                    else:
                        dw[index] += rest.sum()
        return dw, dx


def prepare(workload, dtype, threads):
    if workload.kind == "forward":
        return forward(workload)
    n = workload.qubits
    circuit, angles = parametric(workload)
    each = [observable(n, terms) for terms in workload.observables]
    weights = workload.cotangents()
    loss_operator = observable(n, [(c * k, p) for c, terms in zip(weights, workload.observables) for k, p in terms])
    x, w, state = np.array(workload.inputs()), np.array(workload.weights()), qulacs.QuantumState(n)
    chain = Chain(angles, workload.batch)

    def work():
        loss, rows = 0.0, []
        for values in chain.values(x, w):
            for k, value in enumerate(values):
                circuit.set_parameter(k, -value)
            state.set_zero_state()
            circuit.update_quantum_state(state)
            loss += sum(c * o.get_expectation_value(state) for c, o in zip(weights, each))
            rows.append(circuit.backprop(loss_operator))
        return loss, *chain.back(-np.array(rows), x, w)

    return work


def version():
    from importlib.metadata import version as of

    return f"qulacs {of('qulacs')}"
