package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.sampling.ShotProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shots are drawn where the probabilities are, with the numbers that they have anywhere else. */
@ExtendWith(MockDriver.class)
class CudaShotsTest {
    private static final int BATCH = 60;
    private static final int LAUNCH_FAILED = 719;
    private static final Circuit CIRCUIT = RandomCircuits.superposition(3, 71);
    private static final Measurement SUMS = Measurement.expectations(
            PauliSum.of(Map.of("III", 0.5, "ZZI", 1.0, "ZII", -2.0)),
            PauliSum.of(Map.of("XYZ", 0.7, "IIY", 1.3)),
            PauliSum.of("IIZ"));
    private static final Measurement PROBABILITIES = Measurement.probabilities(2, 0, 1);

    @AfterEach
    void restore() {
        System.clearProperty(Settings.AUTO_WORK);
        MockDriver.set(Field.FAIL_AT, 0);
    }

    /** An engine whose programs leave it to others to draw. */
    private record OfProbabilities(Engine engine) implements Engine {
        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public Capabilities capabilities() {
            return engine.capabilities();
        }

        @Override
        public long bytesNeeded(int numQubits, Precision precision) {
            return engine.bytesNeeded(numQubits, precision);
        }

        @Override
        public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
            Program program = engine.compile(circuit, measurement, precision);
            return new Program() {
                @Override
                public void forward(EngineInput input, RealView outputs) {
                    program.forward(input, outputs);
                }

                @Override
                public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
                    program.backward(input, outputCotangent, gradient);
                }
            };
        }
    }

    @Test
    void outcomesAreThoseOfProbabilitiesBroughtToTheHost() {
        Engine cuda = Engines.named("cuda");
        for (Measurement measurement : new Measurement[] {SUMS, PROBABILITIES}) {
            for (Precision precision : Precision.values()) {
                for (int shots : new int[] {1, 5, 400}) {
                    assertArrayEquals(
                            estimate(new OfProbabilities(cuda), measurement, precision, shots, BATCH),
                            estimate(cuda, measurement, precision, shots, BATCH),
                            measurement + " in " + precision);
                }
            }
        }
    }

    @Test
    void outcomesAreThoseOfOtherEngines() {
        for (int shots : new int[] {5, 400}) {
            assertArrayEquals(
                    estimate(Engines.named("java"), SUMS, Precision.DOUBLE, shots, BATCH),
                    estimate(Engines.named("cuda"), SUMS, Precision.DOUBLE, shots, BATCH));
        }
    }

    /** Not what they are drawn from. */
    @Test
    void onlyOutcomesLeaveTheDevice() {
        Engine cuda = Engines.named("cuda");
        long before = MockDriver.get(Field.BYTES_DOWN);
        estimate(cuda, PROBABILITIES, Precision.DOUBLE, 5, BATCH);
        assertEquals(BATCH * 5L * Integer.BYTES, MockDriver.get(Field.BYTES_DOWN) - before);
        estimate(cuda, PROBABILITIES, Precision.DOUBLE, 400, BATCH);
        assertEquals(BATCH * (5L + 8) * Integer.BYTES, MockDriver.get(Field.BYTES_DOWN) - before);
    }

    @Test
    void automaticChoiceDrawsTheSameOnEither() {
        new CudaProvider().engine();
        System.setProperty(Settings.AUTO_WORK, "10");
        Engine both = Engines.select(Engines.AUTO, CIRCUIT, SUMS, Precision.DOUBLE);
        assertTrue(both.name().endsWith("+cuda"), both.name());
        double[] expected = estimate(Engines.named("java"), SUMS, Precision.DOUBLE, 400, BATCH);
        long before = MockDriver.get(Field.LAUNCHES);
        assertArrayEquals(expected, estimate(both, SUMS, Precision.DOUBLE, 400, BATCH));
        assertTrue(MockDriver.get(Field.LAUNCHES) > before);
        MockDriver.failAt(1, LAUNCH_FAILED);
        assertArrayEquals(expected, estimate(both, SUMS, Precision.DOUBLE, 400, BATCH));
        System.setProperty(Settings.AUTO_WORK, "1000000000000000");
        before = MockDriver.get(Field.LAUNCHES);
        Engine neither = Engines.select(Engines.AUTO, CIRCUIT, SUMS, Precision.DOUBLE);
        assertArrayEquals(expected, estimate(neither, SUMS, Precision.DOUBLE, 400, BATCH));
        assertEquals(before, MockDriver.get(Field.LAUNCHES));
    }

    /** Means, then their standard errors. */
    private static double[] estimate(
            Engine engine, Measurement measurement, Precision precision, int shots, int batch) {
        int outputs = measurement.numOutputs(CIRCUIT.numQubits());
        double[] means = new double[batch * outputs];
        double[] errors = new double[batch * outputs];
        EngineInput input = new EngineInput(
                RandomCircuits.angles(CIRCUIT, batch, 2),
                Optional.empty(),
                RandomKey.training(17, 1L << 33).startingAt(100));
        new ShotProgram(engine, CIRCUIT, measurement, precision, shots)
                .estimate(input, RealView.of(means, batch, outputs), Optional.of(RealView.of(errors, batch, outputs)));
        double[] both = Arrays.copyOf(means, 2 * means.length);
        System.arraycopy(errors, 0, both, means.length, errors.length);
        return both;
    }
}
