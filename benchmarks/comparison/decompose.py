"""Gates in terms of few, for simulators that know few. Global phases are dropped."""

import math

from comparison.circuits import Operation, constant

# What every simulator here knows.
BASIC = frozenset(("H", "X", "Y", "Z", "S", "Sdg", "T", "Tdg", "RX", "RY", "RZ", "CNOT", "CZ", "SWAP"))


def to(known, operations):
    """The same circuit with gates out of `known` and BASIC only."""
    flat = []
    for operation in operations:
        if operation.gate in known or operation.gate in BASIC:
            flat.append(operation)
        else:
            flat += to(known, RULES[operation.gate](*operation.qubits, *operation.angles))
    return flat


def op(gate, *qubits, angle=None):
    return Operation(gate, qubits, () if angle is None else (angle,))


def controlled_z_rotation(c, t, angle):
    cnot = op("CNOT", c, t)
    return [op("RZ", t, angle=angle.scaled(0.5)), cnot, op("RZ", t, angle=angle.scaled(-0.5)), cnot]


def controlled_y_rotation(c, t, angle):
    cnot = op("CNOT", c, t)
    return [op("RY", t, angle=angle.scaled(0.5)), cnot, op("RY", t, angle=angle.scaled(-0.5)), cnot]


def controlled_phase(c, t, angle):
    half = angle.scaled(0.5)
    return [op("RZ", c, angle=half), op("RZ", t, angle=half), op("CNOT", c, t),
            op("RZ", t, angle=angle.scaled(-0.5)), op("CNOT", c, t)]


def zz(a, b, angle):
    return [op("CNOT", a, b), op("RZ", b, angle=angle), op("CNOT", a, b)]


def yy(a, b, angle):
    quarter, back = constant(math.pi / 2), constant(-math.pi / 2)
    return ([op("RX", q, angle=quarter) for q in (a, b)] + zz(a, b, angle)
            + [op("RX", q, angle=back) for q in (a, b)])


def toffoli(a, b, t):
    """M. Nielsen and I. Chuang, figure 4.9."""
    return [op("H", t), op("CNOT", b, t), op("Tdg", t), op("CNOT", a, t), op("T", t), op("CNOT", b, t), op("Tdg", t),
            op("CNOT", a, t), op("T", b), op("T", t), op("H", t), op("CNOT", a, b), op("T", a), op("Tdg", b),
            op("CNOT", a, b)]



RULES = {
    "SX": lambda q: [op("RX", q, angle=constant(math.pi / 2))],
    "SXdg": lambda q: [op("RX", q, angle=constant(-math.pi / 2))],
    "Phase": lambda q, a: [op("RZ", q, angle=a)],
    "Rot": lambda q, a, b, c: [op("RZ", q, angle=a), op("RY", q, angle=b), op("RZ", q, angle=c)],
    "U3": lambda q, t, p, l: [op("RZ", q, angle=l), op("RY", q, angle=t), op("RZ", q, angle=p)],
    "CRX": lambda c, t, a: [op("H", t), *controlled_z_rotation(c, t, a), op("H", t)],
    "CRY": controlled_y_rotation,
    "CRZ": controlled_z_rotation,
    "ControlledPhase": controlled_phase,
    "IsingXX": lambda a, b, t: [op("H", a), op("H", b), *zz(a, b, t), op("H", a), op("H", b)],
    "IsingYY": yy,
    "IsingZZ": zz,
    "Toffoli": toffoli,
    "CSWAP": lambda c, a, b: [op("CNOT", b, a), op("Toffoli", c, a, b), op("CNOT", b, a)],
}
