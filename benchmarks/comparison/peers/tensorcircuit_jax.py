"""TensorCircuit on jax, compiled: one sample's circuit, mapped over the batch."""

import jax
import jax.numpy as jnp
import numpy as np
import tensorcircuit as tc

from comparison import decompose
from comparison.peers.jax_step import step

NAMES = {"Sdg": "sd", "Tdg": "td", "Phase": "phase"}


def circuit(workload, x, w):
    made = tc.Circuit(workload.qubits)
    for gate, qubits, angles in decompose.to(("Phase",), workload.operations):
        name = NAMES.get(gate, gate.lower())
        getattr(made, name)(*qubits, **({"theta": angles[0].value(x, w)} if angles else {}))
    return made


def prepare(workload, dtype, threads):
    tc.set_backend("jax")
    tc.set_dtype("complex128" if dtype == "f64" else "complex64")
    if workload.kind == "gram":
        return gram(workload)

    def one(x, w):
        state = circuit(workload, x, w).state().reshape([2] * workload.qubits)
        probabilities = jnp.real(state * jnp.conj(state))
        sums = [probabilities.sum(axis=tuple(j for j in range(workload.qubits) if j != i))
                for i in range(workload.qubits)]
        return jnp.stack([s[0] - s[1] for s in sums])

    return step(workload, dtype, jax.vmap(one, (0, None)))


def gram(workload):
    x = jnp.asarray(np.array(workload.inputs()))

    @jax.jit
    def matrix(points):
        states = jax.vmap(lambda point: circuit(workload, point, ()).state())(points)
        return jnp.abs(jnp.conj(states) @ states.T) ** 2

    def work():
        k = np.asarray(matrix(x))
        return np.array([k.sum(), k[0, 1], k[3, 77]])

    return work


def version():
    return f"tensorcircuit-ng {tc.__version__} jax {jax.__version__}"
