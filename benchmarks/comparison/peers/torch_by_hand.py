"""A simulator written by hand on torch."""

import numpy as np
import torch

from comparison.peers.by_hand import Simulator
from comparison.peers.torch_step import step


class Backend:
    xp = torch

    def __init__(self, dtype):
        self.real_type = torch.float64 if dtype == "f64" else torch.float32
        self.complex_type = torch.complex128 if dtype == "f64" else torch.complex64

    @staticmethod
    def cis(t):
        return torch.complex(torch.cos(t), torch.sin(t))

    def real(self, value):
        return torch.as_tensor(value, dtype=self.real_type)

    def constant(self, array):
        return torch.as_tensor(array, dtype=self.complex_type if np.iscomplexobj(array) else self.real_type)

    @staticmethod
    def index(array):
        return torch.as_tensor(array)

    @staticmethod
    def gather(state, index):
        return torch.index_select(state, 1, index)

    def stacked(self, matrix):
        entries = [torch.as_tensor(m, dtype=self.complex_type) for row in matrix for m in row]
        entries = torch.broadcast_tensors(*entries)
        return torch.stack(entries, -1).reshape(*entries[0].shape, 2, 2)

    @staticmethod
    def unbound(matrices):
        return matrices.unbind(-3)

    @staticmethod
    def apply(u, state):
        """state [batch, left, 2, right]; u [2, 2], or [batch, 2, 2]."""
        return torch.matmul(u if u.dim() == 2 else u[:, None], state)


def prepare(workload, dtype, threads):
    if torch.cuda.is_available():  # which the worker hides unless a GPU is asked for
        torch.set_default_device("cuda")
    return step(workload, dtype, threads, Simulator(Backend(dtype), workload).outputs)


def version():
    return f"torch {torch.__version__}"
