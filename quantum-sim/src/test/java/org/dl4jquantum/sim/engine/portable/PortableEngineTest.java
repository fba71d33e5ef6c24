package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.engine.EngineContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableEngineTest extends EngineContract {
    @Override
    protected String engineName() {
        return "java";
    }

    /** Few samples: rows span low qubits. Many qubits: a tile takes fewer samples than the batch has. */
    @ParameterizedTest
    @CsvSource({"13, 1", "13, 5", "14, 2", "15, 1", "16, 5"})
    void largeCircuitsAgree(int numQubits, int batch) {
        assertLargeCircuitAgrees(numQubits, batch);
    }

    @ParameterizedTest
    @CsvSource({"13, 2", "13, 5", "15, 1"})
    void gradientsOfLargeCircuitsAgree(int numQubits, int batch) {
        assertLargeGradientAgrees(numQubits, batch);
    }
}
