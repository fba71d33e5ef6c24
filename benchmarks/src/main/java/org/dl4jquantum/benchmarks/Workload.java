package org.dl4jquantum.benchmarks;

import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.PauliZ;

/**
 * RY encoding of n inputs, L layers of rotations and a ring of CNOTs, {@code <Z>} of every qubit, for a batch: the usual
 * shape of a layer, in sizes that other simulators are measured at too.
 */
public enum Workload {
    W1(64, 4, 2),
    W2(256, 8, 4),
    W3(64, 12, 4),
    W4(16, 16, 4);

    private final int batch;
    private final int qubits;
    private final int layers;

    Workload(int batch, int qubits, int layers) {
        this.batch = batch;
        this.qubits = qubits;
        this.layers = layers;
    }

    public int batch() {
        return batch;
    }

    /** Qubits, inputs and outputs. */
    public int qubits() {
        return qubits;
    }

    public QuantumNode node(String engine) {
        Circuit circuit = Circuit.builder(qubits)
                .add(AngleEncoding.ry(qubits))
                .add(StronglyEntanglingLayers.layers(layers).withRange(1))
                .build();
        return QuantumNode.of(circuit, PauliZ.onEach(qubits)).withEngine(engine);
    }
}
