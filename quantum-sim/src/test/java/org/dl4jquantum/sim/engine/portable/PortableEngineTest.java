package org.dl4jquantum.sim.engine.portable;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.EngineContract;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableEngineTest extends EngineContract {
    @Override
    protected String engineName() {
        return "java";
    }

    @ParameterizedTest
    @CsvSource({"8, 17", "9, 7", "10, 16"})
    void samplesOfLargeBatchesAgree(int numQubits, int batch) {
        assertSamplesAgree(numQubits, batch);
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

    /** The matrix of Z under 15 controls would take 16 GB. */
    @Test
    void manyControlsNeedNoMatrixOfTheirOwn() {
        Circuit.Builder circuit = Circuit.builder(16);
        IntStream.range(0, 16).forEach(qubit -> circuit.add(StandardGate.H, qubit));
        circuit.add(
                CustomGate.unitary(StandardGate.Z.matrix()).controlled(15),
                IntStream.range(0, 16).toArray());
        double[] state = new double[2 << 16];
        engine().compile(circuit.build(), Measurement.stateVector(), Precision.DOUBLE)
                .forward(EngineInput.of(new Angles(1)), RealView.of(state, 1, state.length));
        assertTrue(state[2 * 0xFFFF] < 0);
        assertTrue(state[2 * 0xFFFE] > 0);
    }

    /** States in the precision, and tables of phases in double whatever the precision. */
    @Test
    void memoryCountsStatesAndPhases() {
        long amplitudes = 1 << 20;
        assertTrue(engine().bytesNeeded(20, Precision.DOUBLE) >= amplitudes * (2 * 16 + 24));
        assertTrue(engine().bytesNeeded(20, Precision.FLOAT) >= amplitudes * (2 * 8 + 24));
    }
}
