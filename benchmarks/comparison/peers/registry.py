"""Every simulator we are compared with: the one place for a new one.

Each runs in the virtual environment of its family (a file of `peers/requirements`), where `module` is imported and
`module.prepare(workload, dtype, threads)` returns a function that does the work once and returns its results, and
`module.version()` names the versions. Listed are the workloads that end within minutes.
"""

from collections import namedtuple

# `returns`: the type that results come back in, where it is not the one computed in.
Peer = namedtuple("Peer", "name family module workloads dtypes returns", defaults=(None,))

GENERAL = ("Ga", "Gb", "Gc", "Gd")
SMALL = ("W1", "W2", "W3")
BOTH = ("f32", "f64")

PEERS = [
    Peer("pennylane-jax-jit", "pennylane-jax", "pennylane_jax", SMALL + GENERAL, BOTH),
    Peer("jax-by-hand", "pennylane-jax", "jax_by_hand", SMALL + ("W4",) + GENERAL, BOTH),
    Peer("pennylane-torch", "pennylane", "pennylane_torch", SMALL + ("W4",) + GENERAL, BOTH),
    Peer("torch-by-hand", "pennylane", "torch_by_hand", SMALL + ("W4", "W6") + GENERAL, BOTH),
    Peer("pennylane-lightning", "pennylane", "pennylane_lightning",
         ("W1", "W2", "W3", "W4", "W5n20", "W5n24", "W6", "W8", "W8s") + GENERAL, BOTH),
    Peer("pennylane-kokkos", "pennylane", "pennylane_kokkos", ("W5n20", "W5n24", "W6"), BOTH),
    Peer("qulacs", "pennylane", "qulacs_backprop", SMALL + ("W4", "W5n20", "W5n24", "W6") + GENERAL, ("f64",)),
    Peer("qulacs-states", "pennylane", "qulacs_states", ("W9",), ("f64",)),
    Peer("qsim", "qsim", "qsim_forward", ("W5n20", "W5n24"), ("f32",)),
    Peer("tensorflow-quantum", "tfq", "tfq_adjoint", SMALL + ("W4", "W6") + GENERAL, ("f32",)),
    Peer("tensorcircuit", "tensorcircuit", "tensorcircuit_jax", ("W1", "W9"), BOTH),
    Peer("qiskit-param-shift", "qiskit", "qiskit_param_shift", ("W8", "W8s"), ("f64",)),
    Peer("qiskit-estimatorqnn", "qiskit", "qiskit_estimatorqnn", ("W8",), ("f64",), returns="f32"),
    Peer("numpy-closed-form", "harness", "numpy_closed_form", ("W9",), ("f64",)),
    Peer("pennylane-torch", "pennylane", "epoch_pennylane", ("W7a", "W7b"), ("f32",)),
    Peer("pennylane-lightning", "pennylane", "epoch_lightning", ("W7a", "W7b"), ("f32",)),
    Peer("torch-closed-form", "pennylane", "epoch_closed_form", ("W7a", "W7b"), ("f32",)),
    Peer("qiskit-estimatorqnn", "qiskit", "epoch_qiskit", ("W7a",), ("f32",)),
]


def peers_of(workload, dtype):
    return [peer for peer in PEERS if workload in peer.workloads and dtype in peer.dtypes]
