package org.dl4jquantum.sim.ansatz;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.api.Test;

class BasicEntanglerLayersTest extends AnsatzContract {
    @Override
    protected Ansatz ansatz() {
        return BasicEntanglerLayers.layers(2);
    }

    @Test
    void layerIsARotationAQubitThenARing() {
        assertArrayEquals(new int[] {2, 3}, ansatz().weightShape(3));
        assertEquals(
                """
                Circuit: 3 qubits, 0 inputs, 3 weights
                RX(w0) [0]
                RX(w1) [1]
                RX(w2) [2]
                CNOT [0, 1]
                CNOT [1, 2]
                CNOT [2, 0]""",
                Circuit.builder(3).add(BasicEntanglerLayers.layers(1)).build().toString());
    }

    @Test
    void twoQubitsGetASingleCnot() {
        assertEquals(
                """
                Circuit: 2 qubits, 0 inputs, 2 weights
                RY(w0) [0]
                RY(w1) [1]
                CNOT [0, 1]""",
                Circuit.builder(2)
                        .add(new BasicEntanglerLayers(1, StandardGate.RY))
                        .build()
                        .toString());
        assertEquals(
                2,
                Circuit.builder(1)
                        .add(BasicEntanglerLayers.layers(2))
                        .build()
                        .operations()
                        .size());
    }

    @Test
    void impossibleLayersAreRefused() {
        assertRefused("BasicEntanglerLayers: -1 layers, at least 1 is needed", () -> BasicEntanglerLayers.layers(-1));
    }
}
