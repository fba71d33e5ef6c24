"""A training step's work on torch: values, loss, gradients by autograd."""

import numpy as np
import torch


def step(workload, dtype, threads, outputs):
    """outputs(x, w) gives y [batch, outputs] or [outputs]; x and w are tensors that want gradients."""
    torch.set_num_threads(threads)
    real = torch.float64 if dtype == "f64" else torch.float32
    torch.set_default_dtype(real)  # what devices return comes back in it
    x = torch.tensor(np.array(workload.inputs()), dtype=real, requires_grad=True)
    w = torch.tensor(workload.weights(), dtype=real, requires_grad=True)
    c = torch.tensor(workload.cotangents(), dtype=real)

    def work():
        x.grad = w.grad = None
        loss = (outputs(x, w) * c).sum()
        loss.backward()
        return loss.item(), w.grad.cpu().numpy(), None if x.grad is None else x.grad.cpu().numpy()

    return work
