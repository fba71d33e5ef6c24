package org.dl4jquantum.sim.ansatz;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jquantum.sim.circuit.Circuit;
import org.junit.jupiter.api.Test;

class RealAmplitudesTest extends AnsatzContract {
    @Override
    protected Ansatz ansatz() {
        return RealAmplitudes.repetitions(2);
    }

    @Test
    void rotationsStandBetweenAndAfterTheCnots() {
        assertArrayEquals(new int[] {3, 1, 3}, ansatz().weightShape(3));
        assertEquals(
                """
                Circuit: 3 qubits, 0 inputs, 6 weights
                RY(w0) [0]
                RY(w1) [1]
                RY(w2) [2]
                CNOT [1, 2]
                CNOT [0, 1]
                RY(w3) [0]
                RY(w4) [1]
                RY(w5) [2]""",
                Circuit.builder(3).add(RealAmplitudes.repetitions(1)).build().toString());
    }

    @Test
    void impossibleRepetitionsAreRefused() {
        assertRefused("TwoLocal: 0 repetitions, at least 1 is needed", () -> RealAmplitudes.repetitions(0));
    }
}
