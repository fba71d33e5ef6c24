"""What is compared. Our side makes the same circuits from the library's own classes, in `Cases.java`."""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path

from comparison import circuits
from comparison.circuits import Angle, Operation

BENCHMARKS = Path(__file__).resolve().parent.parent
RESOURCES = BENCHMARKS / "src/main/resources/org/dl4jquantum/benchmarks/compare"
SHOTS = 1000


@dataclass(frozen=True, eq=False)
class Workload:
    """kind: gradient, forward, shift (parameter-shift), epoch, gram."""

    name: str
    title: str
    kind: str
    batch: int = 1
    qubits: int = 0
    layers: int = 0
    shots: int = 0
    operations: list = field(default_factory=list, repr=False)
    observables: list = field(default_factory=list, repr=False)
    dtypes: tuple = ("f32", "f64")

    def inputs(self):
        """Row b is sin(1 + b n + i)."""
        n = self.qubits
        return [[math.sin(1 + b * n + i) for i in range(n)] for b in range(self.batch)]

    def weights(self):
        """Weight j is cos(1 + j)."""
        used = [j for op in self.operations for a in op.angles for _, _, ws in a.terms for j in ws]
        return [math.cos(1 + j) for j in range(max(used, default=-1) + 1)]

    def cotangents(self):
        """The loss is sum over outputs k of y_k / (1 + k), and over the batch."""
        return [1 / (1 + k) for k in range(len(self.observables))]

    def state_bytes(self, dtype):
        return (8 if dtype == "f32" else 16) << self.qubits


def z(qubit, qubits):
    return [(1.0, "I" * qubit + "Z" + "I" * (qubits - qubit - 1))]


def each_z(qubits):
    return [z(i, qubits) for i in range(qubits)]


def layered(qubits, layers, first=circuits.x):
    return circuits.rotations("RY", qubits, first) + circuits.strongly_entangling(qubits, layers)


def standard(name, kind, batch, qubits, layers, **more):
    title = f"batch {batch}, {qubits} qubits, {layers} layers"
    return Workload(name, title, kind, batch, qubits, layers, operations=layered(qubits, layers),
                    observables=each_z(qubits), **more)


def single(qubits):
    return Workload(f"W5n{qubits}", f"one state of {qubits} qubits, 10 layers, <Z_0>", "forward", 1, qubits, 10,
                    operations=layered(qubits, 10), observables=[z(0, qubits)])


def general(name, title, operations, observables):
    return Workload(name, title, "gradient", 256, 8, 4, operations=operations, observables=observables)


def read(name):
    """Operations and observables of a file in the library's own format."""
    tree = json.loads((RESOURCES / name).read_text())
    operations = [Operation(op["gate"], tuple(op["qubits"]), tuple(map(Angle.parse, op.get("angles", []))))
                  for op in tree["circuit"]["operations"]]
    observables = [[(term["coefficient"], term["pauli"]) for term in terms]
                   for terms in tree["measurement"]["expectations"]]
    return operations, observables


def workloads():
    full = [(i, j) for i in range(8) for j in range(i + 1, 8)]
    reverse_linear = [(i, i + 1) for i in reversed(range(7))]
    hamiltonian = read("hamiltonian.json")[1]
    return [
        standard("W1", "gradient", 64, 4, 2),
        standard("W2", "gradient", 256, 8, 4),
        standard("W3", "gradient", 64, 12, 4),
        standard("W4", "gradient", 16, 16, 4),
        single(20),
        single(24),
        Workload("W6", "gradient of <Z_0>, 20 qubits, 4 layers", "gradient", 1, 20, 4,
                 operations=layered(20, 4, lambda i: circuits.constant(math.sin(1 + i))), observables=[z(0, 20)]),
        Workload("W7a", "epoch of the textbook network, 200 images, batch 1", "epoch", 1, 1, dtypes=("f32",)),
        Workload("W7b", "epoch of a hybrid, 4 qubits, 200 images, batch 32", "epoch", 32, 4, 2, dtypes=("f32",)),
        standard("W8", "shift", 8, 4, 2, dtypes=("f64",)),
        standard("W8s", "shift", 8, 4, 2, dtypes=("f64",), shots=SHOTS),
        Workload("W9", "kernel matrix 100 x 100, ZZFeatureMap of 6 qubits", "gram", 100, 6, dtypes=("f64",),
                 operations=circuits.zz_feature_map(6)),
        general("Ga", "RX encoding, 4 BasicEntangler layers",
                circuits.rotations("RX", 8, circuits.x) + circuits.basic_entangler(8, 4), each_z(8)),
        general("Gb", "ZZFeatureMap, RealAmplitudes with every pair entangled",
                circuits.zz_feature_map(8) + circuits.two_local(["RY"], 8, 4, full), each_z(8)),
        general("Gc", "RY encoding, EfficientSU2, a Hamiltonian of 20 terms",
                circuits.rotations("RY", 8, circuits.x)
                + circuits.two_local(["RY", "RZ"], 8, 4, reverse_linear), hamiltonian),
        general("Gd", "every gate three times in random order", *read("all-gates.json")),
    ]


def named(name):
    """By its name, or of the family of W1 to W4 by its sizes: H,batch,qubits,layers,outputs, an output for each qubit."""
    if name.startswith("H,"):
        batch, qubits, layers, _ = map(int, name.split(",")[1:])
        return standard(name, "gradient", batch, qubits, layers)
    return next(w for w in workloads() if w.name == name)


def selected(only):
    """Workloads whose name begins with one of the texts; all without any."""
    found = [w for w in workloads() if not only or any(w.name.startswith(prefix) for prefix in only)]
    if not found:
        names = ", ".join(w.name for w in workloads())
        raise SystemExit(f"compare: no workload begins with {' or '.join(only)}, there are {names}")
    return found
