"""qsim through qsimcirq, with gates fused as quickest here: by three from 24 qubits on, by four below."""

import cirq
import qsimcirq

from comparison.peers import cirq_gates


def prepare(workload, dtype, threads):
    fused = 3 if workload.qubits >= 24 else 4
    simulator = qsimcirq.QSimSimulator(qsimcirq.QSimOptions(cpu_threads=threads, max_fused_gate_size=fused))
    qubits = cirq.LineQubit.range(workload.qubits)
    x, w = workload.inputs()[0], workload.weights()
    z = cirq_gates.observable(workload.observables[0], qubits)

    def work():
        circuit = cirq_gates.circuit(workload, qubits, lambda angle: angle.value(x, w))
        return float(simulator.simulate_expectation_values(circuit, observables=[z])[0].real)

    return work


def version():
    return f"qsimcirq {qsimcirq.__version__}"
