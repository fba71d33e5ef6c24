"""Writes the two circuits that are fixed by a file: run once; what it wrote is what is compared.

    python -m comparison.make_circuits      (in benchmarks/)
"""

import json
import random

from comparison.workloads import RESOURCES

SEED = 20
QUBITS = 8
REPEATS = 3
TERMS = 20
# Name, qubits and angles of every gate in docs/gates.md.
GATES = {
    **{name: (1, 0) for name in ("H", "X", "Y", "Z", "S", "Sdg", "T", "Tdg", "SX", "SXdg")},
    **{name: (1, 1) for name in ("RX", "RY", "RZ", "Phase")},
    "U3": (1, 3),
    **{name: (2, 0) for name in ("CNOT", "CZ", "SWAP")},
    **{name: (2, 1) for name in ("CRX", "CRY", "CRZ", "ControlledPhase", "IsingXX", "IsingYY", "IsingZZ")},
    **{name: (3, 0) for name in ("Toffoli", "CSWAP")},
}


def node(circuit, measurement):
    circuit = {"qubits": QUBITS, "inputs": QUBITS, "amplitudes": 0, **circuit}
    return {"format": 1, "circuit": circuit, "measurement": {"expectations": measurement},
            "engine": "auto", "gradient": "auto", "shots": 0, "seed": 0}


def write(name, tree):
    """One operation or term a line, so that people can read it too."""
    text = json.dumps(tree).replace('{"gate"', '\n  {"gate"').replace('{"coefficient"', '\n  {"coefficient"')
    (RESOURCES / name).write_text(text.replace(", \n", ",\n") + "\n")


def all_gates(chance):
    """Every input on its qubit, then every gate so many times in random order on random qubits."""
    weights = 0
    operations = [{"gate": "RY", "qubits": [i], "angles": [f"x{i}"]} for i in range(QUBITS)]
    names = [name for name in GATES for _ in range(REPEATS)]
    chance.shuffle(names)
    for name in names:
        qubits, angles = GATES[name]
        operation = {"gate": name, "qubits": chance.sample(range(QUBITS), qubits)}
        if angles:
            operation["angles"] = []
        for _ in range(angles):
            form = chance.choice(("w", "w", "w", "x", "mixed"))
            x, w = f"x{chance.randrange(QUBITS)}", f"w{weights}"
            weights += form != "x"
            operation["angles"].append(
                {"w": w, "x": x, "mixed": f"{chance.choice((0.5, 2.0))}*{x} + {x}*{w}"}[form])
        operations.append(operation)
    each = [[{"coefficient": 1.0, "pauli": "I" * i + "Z" + "I" * (QUBITS - i - 1)}] for i in range(QUBITS)]
    return node({"weights": weights, "operations": operations}, each)


def hamiltonian(chance):
    """Different words of up to four letters with coefficients in -1..1."""
    words = {}
    while len(words) < TERMS:
        word = ["I"] * QUBITS
        for qubit in chance.sample(range(QUBITS), chance.randint(1, 4)):
            word[qubit] = chance.choice("XYZ")
        words["".join(word)] = round(chance.uniform(-1, 1), 3)
    terms = [{"coefficient": c, "pauli": word} for word, c in words.items()]
    return node({"weights": 0, "operations": []}, [terms])


if __name__ == "__main__":
    write("all-gates.json", all_gates(random.Random(SEED)))
    write("hamiltonian.json", hamiltonian(random.Random(SEED)))
