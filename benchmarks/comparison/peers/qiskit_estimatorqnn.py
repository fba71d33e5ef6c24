"""Qiskit's EstimatorQNN behind its TorchConnector, with parameter-shift. The connector returns float32."""

import numpy as np
import torch
from qiskit.primitives import StatevectorEstimator
from qiskit_machine_learning.connectors import TorchConnector
from qiskit_machine_learning.gradients import ParamShiftEstimatorGradient
from qiskit_machine_learning.neural_networks import EstimatorQNN

from comparison.peers.qiskit_circuit import circuit, observable, version  # noqa: F401


def connector(workload):
    made, x, w = circuit(workload)
    primitive = StatevectorEstimator()
    network = EstimatorQNN(circuit=made, observables=[observable(terms) for terms in workload.observables],
                           input_params=list(x), weight_params=list(w), estimator=primitive,
                           gradient=ParamShiftEstimatorGradient(primitive), input_gradients=True,
                           default_precision=0.0)
    return TorchConnector(network, initial_weights=np.array(workload.weights()))


def prepare(workload, dtype, threads):
    torch.set_num_threads(threads)
    layer = connector(workload)
    x = torch.tensor(workload.inputs(), dtype=torch.float64, requires_grad=True)
    c = torch.tensor(workload.cotangents())

    def work():
        x.grad = layer.weight.grad = None
        loss = (layer(x) * c).sum()
        loss.backward()
        return loss.item(), layer.weight.grad.numpy(), x.grad.numpy()

    return work
