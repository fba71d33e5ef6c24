package org.dl4jquantum.layer;

import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;

/** Small nodes whose numbers of inputs, weights and outputs all differ, so that none can pass for another. */
public final class TestNodes {
    private TestNodes() {}

    /** 3 inputs, 19 weights, 2 outputs; one angle multiplies an input by a weight. */
    public static QuantumNode weighted() {
        Circuit.Builder circuit = Circuit.builder(3)
                .add(AngleEncoding.ry(3))
                .add(StronglyEntanglingLayers.layers(2))
                .add(StandardGate.RX, Angle.input(1).times(Angle.weight(18)), 0);
        return QuantumNode.of(circuit.build(), PauliZ.on(3, 0, 2));
    }

    /** 2 inputs, no weights, 3 outputs. */
    public static QuantumNode weightless() {
        Circuit.Builder circuit = Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(StandardGate.CNOT, 0, 1)
                .add(StandardGate.RX, Angle.input(0).times(Angle.input(1)), 0);
        return QuantumNode.of(
                circuit.build(), Measurement.expectations(PauliSum.of("ZI"), PauliSum.of("IZ"), PauliSum.of("XY")));
    }
}
