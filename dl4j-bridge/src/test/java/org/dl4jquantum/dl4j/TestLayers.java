package org.dl4jquantum.dl4j;

import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.PauliZ;

/** Small layers whose sizes differ from one another. */
public final class TestLayers {
    private TestLayers() {}

    /** 3 inputs, 9 weights, 2 outputs. */
    public static QuantumLayer.Builder weighted() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(3))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.on(3, 0, 2));
    }

    /** 3 inputs, no weights, 3 outputs. */
    public static QuantumLayer.Builder weightless() {
        Circuit.Builder circuit = Circuit.builder(3).add(AngleEncoding.ry(3));
        circuit.add(StandardGate.CNOT, 0, 1).add(StandardGate.CNOT, 1, 2);
        return new QuantumLayer.Builder().circuit(circuit.build()).measure(PauliZ.onEach(3));
    }

    /** 2 inputs, 6 weights, 2 outputs: every angle is an input times a weight, plus a weight. */
    public static QuantumLayer.Builder reuploading() {
        Circuit.Builder circuit = Circuit.builder(2);
        for (int block = 0; block < 2; block++) {
            for (int qubit = 0; qubit < 2; qubit++) {
                Angle scale = Angle.weight(3 * block + qubit);
                Angle shift = Angle.weight(3 * block + 2);
                circuit.add(StandardGate.RX, Angle.input(qubit).times(scale).plus(shift), qubit);
            }
            circuit.add(StandardGate.CRY, Angle.input(0).times(Angle.input(1)), 0, 1);
        }
        return new QuantumLayer.Builder().circuit(circuit.build()).measure(PauliZ.onEach(2));
    }
}
