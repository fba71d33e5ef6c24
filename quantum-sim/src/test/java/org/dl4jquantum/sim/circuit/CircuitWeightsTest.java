package org.dl4jquantum.sim.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CircuitWeightsTest {
    private static final Circuit CIRCUIT = Circuit.builder(2)
            .amplitudes(3)
            .add(StandardGate.RX, Angle.weight(1).times(Angle.input(2)).plus(Angle.weight(0)), 1)
            .add(StandardGate.CRY, Angle.weight(1).times(Angle.weight(1)).times(2), 0, 1)
            .build();

    @Test
    void numbersTakeThePlaceOfWeights() {
        Circuit fixed = CIRCUIT.withWeights(0.5, -3);
        assertEquals(0, fixed.numWeights());
        assertEquals(3, fixed.numInputs());
        assertEquals(3, fixed.numAmplitudes());
        double[] x = {0.1, 0.2, 0.7};
        for (int slot = 0; slot < CIRCUIT.numSlots(); slot++) {
            assertEquals(
                    CIRCUIT.angles().get(slot).evaluate(x, new double[] {0.5, -3}),
                    fixed.angles().get(slot).evaluate(x, new double[0]),
                    1e-15);
        }
        assertEquals(
                CIRCUIT.operations().get(1).gate(), fixed.operations().get(1).gate());
        assertEquals(
                CIRCUIT.operations().get(1).qubits(), fixed.operations().get(1).qubits());
    }

    @Test
    void anotherNumberOfWeightsIsRefused() {
        assertEquals(
                "circuit: 1 weights given, it has 2",
                assertThrows(IllegalArgumentException.class, () -> CIRCUIT.withWeights(1))
                        .getMessage());
    }
}
