"""W7 with the circuits written out on torch."""

import torch
from torch import nn

from comparison.circuits import rotations, strongly_entangling, x
from comparison.peers import epoch
from comparison.peers.by_hand import Simulator
from comparison.peers.torch_by_hand import Backend, version  # noqa: F401
from comparison.workloads import Workload, each_z


class Sine(nn.Module):
    def forward(self, angles):
        return (1 + torch.sin(angles)) / 2


class FourQubits(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.rand(24) * 6.28)
        self.simulators = {}

    def forward(self, inputs):
        batch = inputs.shape[0]
        if batch not in self.simulators:
            operations = rotations("RY", 4, x) + strongly_entangling(4, 2)
            workload = Workload("", "", "gradient", batch, 4, 2, operations=operations, observables=each_z(4))
            self.simulators[batch] = Simulator(Backend("f32"), workload)
        return self.simulators[batch].outputs(inputs, self.w)


def prepare(workload, dtype, threads):
    return epoch.prepare(workload, threads, Sine() if workload.qubits == 1 else FourQubits())
