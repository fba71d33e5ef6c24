package org.dl4jquantum.sim.ansatz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jquantum.sim.circuit.Circuit;
import org.junit.jupiter.api.Test;

class EfficientSU2Test extends AnsatzContract {
    @Override
    protected Ansatz ansatz() {
        return EfficientSU2.repetitions(2, Entanglement.FULL);
    }

    @Test
    void everyQubitTakesRyThenEveryQubitRz() {
        assertArrayEquals(new int[] {3, 2, 4}, ansatz().weightShape(4));
        assertEquals(
                """
                Circuit: 2 qubits, 0 inputs, 8 weights
                RY(w0) [0]
                RY(w1) [1]
                RZ(w2) [0]
                RZ(w3) [1]
                CNOT [0, 1]
                RY(w4) [0]
                RY(w5) [1]
                RZ(w6) [0]
                RZ(w7) [1]""",
                Circuit.builder(2).add(EfficientSU2.repetitions(1)).build().toString());
    }
}
