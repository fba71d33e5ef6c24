"""The simulator that a careful user writes on torch or jax: the batch at once, one-qubit gates on fresh qubits as a
product state, Rot as one matrix, runs of permutations as one gather, diagonal gates as phases.

Basis-state indices have qubit 0 as their most significant bit. `xp` is torch or jax.numpy, `cis(t)` is exp(i t).
"""

import math

import numpy as np

from comparison import decompose

PERMUTATIONS = {"X", "CNOT", "SWAP", "Toffoli", "CSWAP"}
# Phases of gates: exponent of every setting of the gate's qubits, in units of the angle.
DIAGONALS = {"RZ": (-0.5, 0.5), "Phase": (0, 1), "CRZ": (0, 0, -0.5, 0.5), "ControlledPhase": (0, 0, 0, 1),
             "IsingZZ": (-0.5, 0.5, 0.5, -0.5)}
CONSTANT_DIAGONALS = {"Z": (0, 1), "S": (0, 0.5), "Sdg": (0, -0.5), "T": (0, 0.25), "Tdg": (0, -0.25),
                      "CZ": (0, 0, 0, 1)}  # in units of pi
R = math.sqrt(0.5)
CONSTANT_MATRICES = {"H": [[R, R], [R, -R]], "Y": [[0, -1j], [1j, 0]],
                     "SX": [[0.5 + 0.5j, 0.5 - 0.5j], [0.5 - 0.5j, 0.5 + 0.5j]],
                     "SXdg": [[0.5 - 0.5j, 0.5 + 0.5j], [0.5 + 0.5j, 0.5 - 0.5j]]}
ROTATIONS = {"RX", "RY", "Rot", "U3"}
KNOWN = frozenset({*PERMUTATIONS, *DIAGONALS, *CONSTANT_DIAGONALS, *CONSTANT_MATRICES, *ROTATIONS})


def bits(n):
    k = np.arange(1 << n)
    return np.array([(k >> (n - 1 - q)) & 1 for q in range(n)])


def permuted(gate, qubits, n):
    """Which old amplitude each new one is."""
    b = bits(n).copy()
    if gate in ("SWAP", "CSWAP"):
        p, q = qubits[-2:]
        on = b[qubits[0]] if gate == "CSWAP" else 1
        differ = (b[p] ^ b[q]) & on
        b[p], b[q] = b[p] ^ differ, b[q] ^ differ
    else:
        b[qubits[-1]] = b[qubits[-1]] ^ np.prod(b[list(qubits[:-1])], axis=0, initial=1).astype(int)
    return sum(b[q] << (n - 1 - q) for q in range(n))


def table(values, qubits, n):
    """The value of every basis state, by the setting of the gate's qubits, first qubit most significant."""
    b = bits(n)
    setting = sum(b[q] << (len(qubits) - 1 - j) for j, q in enumerate(qubits))
    return np.array(values, dtype=float)[setting]


def simplified(operations, n):
    """Operations with runs of permutations composed: ("gather", index) beside ("gate", operation)."""
    steps = []
    for operation in decompose.to(KNOWN, operations):
        if operation.gate in PERMUTATIONS:
            index = permuted(operation.gate, operation.qubits, n)
            if steps and steps[-1][0] == "gather":
                steps[-1] = ("gather", steps[-1][1][index])
            else:
                steps.append(("gather", index))
        else:
            steps.append(("gate", operation))
    return steps


class Simulator:
    """backend: see torch_by_hand and jax_by_hand."""

    def __init__(self, backend, workload):
        self.b, self.workload, self.n = backend, workload, workload.qubits
        self.steps = [(kind, backend.index(step) if kind == "gather" else step)
                      for kind, step in simplified(workload.operations, self.n)]
        self.words = [self.word_tables(terms) for terms in workload.observables]
        diagonal = all(set(text) <= {"I", "Z"} for terms in workload.observables for _, text in terms)
        self.signs = self.sign_matrix() if diagonal else None
        self.groups = self.alike()

    def alike(self):
        """Rotations of one kind whose angles are plain inputs, or plain weights: made in one go."""
        groups = {}
        for place, (kind, step) in enumerate(self.steps):
            if kind == "gate" and step.gate in ROTATIONS:
                variables = [angle.variable() for angle in step.angles]
                if all(variables) and len({name for name, _ in variables}) == 1:
                    group = groups.setdefault((step.gate, variables[0][0]), [])
                    group.append((place, [index for _, index in variables]))
        return groups

    def matrices(self, x, w):
        """By place of the step: [2, 2], or [batch, 2, 2]."""
        found = {}
        for (gate, name), members in self.groups.items():
            columns = np.array([indices for _, indices in members]).T
            source = x if name == "x" else w
            made = self.b.unbound(self.b.stacked(self.matrix(gate, [source[..., k] for k in columns])))
            found.update(zip((place for place, _ in members), made))
        return found

    def sign_matrix(self):
        columns = [sum(c * self.signs_of(text, "Z") for c, text in terms) for terms in self.workload.observables]
        return self.b.constant(np.stack(columns, axis=1))

    def signs_of(self, text, letters):
        flipped = [q for q, letter in enumerate(text) if letter in letters]
        return 1.0 - 2 * (bits(self.n)[flipped].sum(axis=0) % 2) if flipped else np.ones(1 << self.n)

    def word_tables(self, terms):
        """P|k> = factor_k |k flipped on some qubits>: for each word these axes and the factors of the result."""
        found = []
        for c, text in terms:
            axes = [q + 1 for q, letter in enumerate(text) if letter in "XY"]
            mask = sum(1 << (self.n - axis) for axis in axes)
            factor = c * 1j ** text.count("Y") * self.signs_of(text, "YZ")
            found.append((axes, self.b.constant(factor[np.arange(1 << self.n) ^ mask])))
        return found

    def matrix(self, gate, angles):
        """2 x 2, as nested lists of numbers or arrays."""
        xp, cis = self.b.xp, self.b.cis
        if gate in CONSTANT_MATRICES:
            return CONSTANT_MATRICES[gate]
        if gate in ("RX", "RY"):
            c, s = xp.cos(angles[0] / 2), xp.sin(angles[0] / 2)
            return [[c, -1j * s], [-1j * s, c]] if gate == "RX" else [[c, -s], [s, c]]
        if gate == "Rot":
            a, t, g = angles
            c, s = xp.cos(t / 2), xp.sin(t / 2)
            return [[c * cis(-(a + g) / 2), -s * cis((a - g) / 2)], [s * cis((g - a) / 2), c * cis((a + g) / 2)]]
        t, p, l = angles
        c, s = xp.cos(t / 2), xp.sin(t / 2)
        return [[c, -s * cis(l)], [s * cis(p), c * cis(p + l)]]

    def phases(self, operation, angles, n, qubits):
        if operation.gate in CONSTANT_DIAGONALS:
            return self.b.constant(np.exp(1j * np.pi * table(CONSTANT_DIAGONALS[operation.gate], qubits, n)))
        angle = angles[0]
        exponents = self.b.constant(table(DIAGONALS[operation.gate], qubits, n))
        return self.b.cis(angle[..., None] * exponents)

    def state(self, x, w):
        """[batch, 2^n]."""
        matrices, x = self.matrices(x, w), x.T
        fresh, psi = [self.b.constant(np.array([[1.0, 0.0]], dtype=complex))] * self.n, None
        for place, (kind, step) in enumerate(self.steps):
            if kind == "gather":
                psi = self.b.gather(self.product(fresh) if psi is None else psi, step)
                continue
            diagonal = step.gate in DIAGONALS or step.gate in CONSTANT_DIAGONALS
            u = matrices.get(place)
            angles = None if u is not None else [self.b.real(angle.value(x, w)) for angle in step.angles]
            if u is None and not diagonal:
                u = self.b.stacked(self.matrix(step.gate, angles))
            q = step.qubits[0]
            if psi is None and len(step.qubits) == 1:
                fresh[q] = (fresh[q] * self.phases(step, angles, 1, (0,)) if diagonal
                            else (u @ fresh[q][..., None])[..., 0])
                continue
            psi = self.product(fresh) if psi is None else psi
            if diagonal:
                psi = psi * self.phases(step, angles, self.n, step.qubits)
            else:
                psi = self.b.apply(u, psi.reshape(psi.shape[0], 1 << q, 2, -1)).reshape(psi.shape)
        return self.product(fresh) if psi is None else psi

    def product(self, fresh):
        batch = self.workload.batch
        psi = self.b.xp.broadcast_to(fresh[0], (batch, 2))
        for pair in fresh[1:]:
            psi = (psi[:, :, None] * pair[:, None, :]).reshape(batch, -1)
        return psi

    def flipped(self, psi, axes):
        return self.b.xp.flip(psi.reshape([-1] + [2] * self.n), axes).reshape(psi.shape) if axes else psi

    def outputs(self, x, w):
        psi = self.state(x, w)
        if self.signs is not None:
            return (psi.real**2 + psi.imag**2) @ self.signs
        columns = []
        for words in self.words:
            image = sum(self.flipped(psi, axes) * factor for axes, factor in words)
            columns.append((psi.conj() * image).real.sum(1))
        return self.b.xp.stack(columns, -1)
