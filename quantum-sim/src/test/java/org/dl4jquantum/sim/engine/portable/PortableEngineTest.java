package org.dl4jquantum.sim.engine.portable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineContract;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Trial;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Each rotation leaves out a factor of 0.7, or nearly the least, and nothing diagonal takes it along. */
    @ParameterizedTest
    @ValueSource(doubles = {Math.PI / 2, 2.64})
    void longRunsOfRotationsNeitherOverflowNorVanish(double angle) {
        Circuit.Builder builder = Circuit.builder(3);
        IntStream.range(0, 3).forEach(qubit -> builder.add(StandardGate.H, qubit));
        builder.add(StandardGate.CNOT, 0, 1).add(StandardGate.CNOT, 1, 2);
        for (int k = 0; k < 600; k++) {
            builder.add(k % 2 == 0 ? StandardGate.RY : StandardGate.RX, angle + 0.01 * Math.sin(k), k % 3);
        }
        Circuit circuit = builder.build();
        for (Precision precision : Precision.values()) {
            double error = precision == Precision.DOUBLE ? 1e-12 : 1e-4;
            assertArrayEquals(
                    state(Engines.named("reference"), circuit, Precision.DOUBLE),
                    state(engine(), circuit, precision),
                    error);
        }
    }

    /** The state of each of so many samples that no row spans qubits. */
    private static double[] state(Engine engine, Circuit circuit, Precision precision) {
        int batch = 64;
        int width = 2 << circuit.numQubits();
        double[] state = new double[batch * width];
        engine.compile(circuit, Measurement.stateVector(), precision)
                .forward(
                        EngineInput.of(new AngleTable(circuit).evaluate(new double[0], new double[0], batch)),
                        RealView.of(state, batch, width));
        return state;
    }

    /** Tiles of a batch, and pieces of a large tile, run on as many threads as the pool that calls has. */
    @ParameterizedTest
    @CsvSource({"8, 256, 0", "8, 256, 2", "11, 128, 1", "11, 128, 2"})
    void anyNumberOfThreadsGivesTheSameBits(int numQubits, int batch, long seed) throws Exception {
        Circuit circuit = RandomCircuits.superposition(numQubits, seed);
        Trial trial = Trial.of(circuit, PauliZ.onEach(numQubits), batch, seed);
        for (Precision precision : Precision.values()) {
            double[] alone = onThreads(1, trial, precision);
            for (int threads : new int[] {2, 8}) {
                assertArrayEquals(alone, onThreads(threads, trial, precision), precision + " on " + threads);
            }
        }
    }

    /** Values, then gradient. */
    private double[] onThreads(int threads, Trial trial, Precision precision) throws Exception {
        double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), 1);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            double[] values =
                    pool.submit(() -> trial.forward(engine(), precision)).get();
            double[] gradient = pool.submit(() -> trial.backward(engine(), precision, cotangent))
                    .get()
                    .angles();
            return DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(gradient))
                    .toArray();
        } finally {
            pool.shutdownNow();
        }
    }

    /** States in the precision, and tables of phases in double whatever the precision. */
    @Test
    void memoryCountsStatesAndPhases() {
        long amplitudes = 1 << 20;
        assertTrue(engine().bytesNeeded(20, Precision.DOUBLE) >= amplitudes * (2 * 16 + 24));
        assertTrue(engine().bytesNeeded(20, Precision.FLOAT) >= amplitudes * (2 * 8 + 24));
    }
}
