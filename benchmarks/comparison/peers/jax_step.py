"""A training step's work on jax: value and gradients in one compiled function."""

import jax
import jax.numpy as jnp
import numpy as np


def step(workload, dtype, outputs):
    """outputs(x, w) gives y [batch, outputs]."""
    real = np.float64 if dtype == "f64" else np.float32
    x = jnp.asarray(np.array(workload.inputs(), dtype=real))
    w = jnp.asarray(np.array(workload.weights(), dtype=real))
    c = jnp.asarray(np.array(workload.cotangents(), dtype=real))
    gradient = jax.jit(jax.value_and_grad(lambda x, w: (outputs(x, w) * c).sum(), argnums=(0, 1)))

    def work():
        loss, (dx, dw) = gradient(x, w)
        return float(loss), np.asarray(dw), np.asarray(dx)

    return work
