"""Circuits as plain data: operations with angles that are polynomials of inputs and weights."""

import math
from collections import namedtuple

Operation = namedtuple("Operation", "gate qubits angles")


class Angle:
    """A sum of monomials (coefficient, indices of inputs, indices of weights)."""

    def __init__(self, terms):
        self.terms = [(c, tuple(xs), tuple(ws)) for c, xs, ws in terms]

    @staticmethod
    def parse(text):
        """Reads texts such as `2.0*x0 + w3*x0`."""
        terms = []
        for monomial in text.split(" + "):
            c, xs, ws = 1.0, [], []
            for factor in monomial.split("*"):
                if factor[0] == "x":
                    xs.append(int(factor[1:]))
                elif factor[0] == "w":
                    ws.append(int(factor[1:]))
                else:
                    c *= float(factor)
            terms.append((c, xs, ws))
        return Angle(terms)

    def scaled(self, factor):
        return Angle([(c * factor, xs, ws) for c, xs, ws in self.terms])

    def is_constant(self):
        return not any(xs or ws for _, xs, ws in self.terms)

    def variable(self):
        """("x" or "w", index) where the angle is just that variable, else None."""
        if len(self.terms) != 1:
            return None
        c, xs, ws = self.terms[0]
        if c != 1 or len(xs) + len(ws) != 1:
            return None
        return ("x", xs[0]) if xs else ("w", ws[0])

    def value(self, x, w):
        """x[i] and w[j] may be numbers, arrays of a batch, or symbols."""
        total = None
        for c, xs, ws in self.terms:
            product = None
            for factor in [x[i] for i in xs] + [w[j] for j in ws]:
                product = factor if product is None else product * factor
            product = c if product is None else product if c == 1 else c * product
            total = product if total is None else total + product
        return total


def x(i):
    return Angle([(1.0, [i], [])])


def w(j):
    return Angle([(1.0, [], [j])])


def constant(value):
    return Angle([(value, [], [])])


# ---- parts of circuits


def rotations(gate, qubits, angle):
    return [Operation(gate, (i,), (angle(i),)) for i in range(qubits)]


def ring(qubits):
    return [Operation("CNOT", (i, (i + 1) % qubits), ()) for i in range(qubits)]


def strongly_entangling(qubits, layers):
    """Rot(a, b, c) = RZ(a), RY(b), RZ(c) in that order, and a ring of CNOTs."""
    operations, k = [], 0
    for _ in range(layers):
        for i in range(qubits):
            operations.append(Operation("Rot", (i,), (w(k), w(k + 1), w(k + 2))))
            k += 3
        operations += ring(qubits)
    return operations


def basic_entangler(qubits, layers):
    operations = []
    for layer in range(layers):
        operations += rotations("RX", qubits, lambda i: w(layer * qubits + i)) + ring(qubits)
    return operations


def zz_feature_map(qubits, repetitions=2):
    operations = []
    for _ in range(repetitions):
        for i in range(qubits):
            operations += [Operation("H", (i,), ()), Operation("Phase", (i,), (x(i).scaled(2),))]
        for i in range(qubits):
            for j in range(i + 1, qubits):
                # 2 (pi - x_i) (pi - x_j)
                angle = Angle([(2 * math.pi**2, [], []), (-2 * math.pi, [i], []), (-2 * math.pi, [j], []),
                               (2.0, [i, j], [])])
                cnot = Operation("CNOT", (i, j), ())
                operations += [cnot, Operation("Phase", (j,), (angle,)), cnot]
    return operations


def two_local(gates, qubits, repetitions, pairs):
    """Rotations, then repetitions of CNOTs on the pairs and rotations."""
    operations, k = [], 0
    for repetition in range(repetitions + 1):
        for gate in gates:
            operations += rotations(gate, qubits, lambda i: w(k + i))
            k += qubits
        if repetition < repetitions:
            operations += [Operation("CNOT", pair, ()) for pair in pairs]
    return operations
