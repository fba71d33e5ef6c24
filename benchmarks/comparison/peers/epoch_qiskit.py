"""W7a with Qiskit's EstimatorQNN as the quantum layer."""

from qiskit import QuantumCircuit
from qiskit.circuit import Parameter
from qiskit.primitives import StatevectorEstimator
from qiskit.quantum_info import SparsePauliOp
from qiskit_machine_learning.connectors import TorchConnector
from qiskit_machine_learning.neural_networks import EstimatorQNN

from comparison.peers import epoch
from comparison.peers.qiskit_circuit import version  # noqa: F401


def prepare(workload, dtype, threads):
    angle = Parameter("t")
    circuit = QuantumCircuit(1)
    circuit.h(0)
    circuit.ry(angle, 0)
    network = EstimatorQNN(circuit=circuit, observables=[SparsePauliOp(["I", "Z"], [0.5, -0.5])],
                           input_params=[angle], weight_params=[], estimator=StatevectorEstimator(),
                           input_gradients=True, default_precision=0.0)
    return epoch.prepare(workload, threads, TorchConnector(network))
