"""A simulator written by hand on jax."""

import jax
import jax.numpy as jnp
import numpy as np

from comparison.peers.by_hand import Simulator
from comparison.peers.jax_step import step


class Backend:
    xp = jnp

    def __init__(self, dtype):
        self.real_type = np.float64 if dtype == "f64" else np.float32
        self.complex_type = np.complex128 if dtype == "f64" else np.complex64

    @staticmethod
    def cis(t):
        return jnp.exp(1j * t)

    def real(self, value):
        return jnp.asarray(value, dtype=self.real_type)

    def constant(self, array):
        return jnp.asarray(array, dtype=self.complex_type if np.iscomplexobj(array) else self.real_type)

    @staticmethod
    def index(array):
        return array

    @staticmethod
    def gather(state, index):
        return state.at[:, index].get(unique_indices=True, mode="promise_in_bounds")

    def stacked(self, matrix):
        entries = [jnp.asarray(m, dtype=self.complex_type) for row in matrix for m in row]
        entries = jnp.broadcast_arrays(*entries)
        return jnp.stack(entries, -1).reshape(*entries[0].shape, 2, 2)

    @staticmethod
    def unbound(matrices):
        return [matrices[..., k, :, :] for k in range(matrices.shape[-3])]

    @staticmethod
    def apply(u, state):
        """state [batch, left, 2, right]; u [2, 2], or [batch, 2, 2]."""
        u = u.reshape(2, 2) if u.ndim == 2 else jnp.moveaxis(u, 0, -1)[..., None, None]
        (a, b), (c, d) = u
        s0, s1 = state[:, :, 0], state[:, :, 1]
        return jnp.stack([a * s0 + b * s1, c * s0 + d * s1], 2)


def prepare(workload, dtype, threads):
    return step(workload, dtype, Simulator(Backend(dtype), workload).outputs)


def version():
    return f"jax {jax.__version__}"
