package org.dl4jquantum.sim.sampling;

import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RandomKey.Purpose;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class ShotProgramTest {
    private static final Engine JAVA = Engines.named("java");
    private static final int SHOTS = 400;
    /** Standard errors that a mean may be off. */
    private static final double SIGMAS = 5;

    private static final Circuit CIRCUIT = RandomCircuits.superposition(3, 71);
    /** Three groups, an identity, and words of one group that are correlated. */
    private static final Measurement SUMS = Measurement.expectations(
            PauliSum.of(Map.of("III", 0.5, "ZZI", 1.0, "ZII", -2.0)),
            PauliSum.of(Map.of("XYZ", 0.7, "IIY", 1.3)),
            PauliSum.of("IIZ"));

    @Test
    void meansComeWithinTheirStandardErrors() {
        for (Measurement measurement : new Measurement[] {SUMS, Measurement.probabilities(2, 0)}) {
            EngineInput input = sharedInput(200);
            Estimate estimate = new Estimate(measurement, SHOTS, input);
            double[] exact = exact(measurement, input);
            for (int i = 0; i < exact.length; i++) {
                assertEquals(exact[i], estimate.means[i], SIGMAS * estimate.errors[i] + 1e-9, "value " + i);
            }
        }
    }

    /** The squared deviations, in units of the stated error, are chi-square distributed. */
    @Test
    void statedStandardErrorsAreCalibrated() {
        for (Measurement measurement : new Measurement[] {SUMS, Measurement.probabilities(2, 0)}) {
            EngineInput input = sharedInput(2000);
            Estimate estimate = new Estimate(measurement, SHOTS, input);
            double[] exact = exact(measurement, input);
            int numOutputs = measurement.numOutputs(3);
            for (int k = 0; k < numOutputs; k++) {
                double sum = 0;
                for (int sample = 0; sample < input.batch(); sample++) {
                    int i = sample * numOutputs + k;
                    double deviation = (estimate.means[i] - exact[i]) / estimate.errors[i];
                    sum += deviation * deviation;
                }
                // Each square has variance 2, a little more where counts are low.
                double tolerance = SIGMAS * Math.sqrt(2.5 / input.batch());
                assertEquals(1, sum / input.batch(), tolerance, "output " + k);
            }
        }
    }

    @Test
    void squaredStandardErrorsAreUnbiasedForFewShots() {
        Circuit circuit = Circuit.builder(1).add(StandardGate.H, 0).build();
        int shots = 3;
        int batch = 20_000;
        EngineInput input = EngineInput.of(RandomCircuits.angles(circuit, batch, 1));
        Estimate estimate = new Estimate(circuit, PauliZ.onEach(1), shots, input);
        double mean = Arrays.stream(estimate.errors).map(e -> e * e).average().orElseThrow();
        // <Z> = 0: one shot has variance 1.
        assertEquals(1.0 / shots, mean, SIGMAS * 0.5 / Math.sqrt(batch));
    }

    @Test
    void oneShotShowsNoSpread() {
        Estimate estimate = new Estimate(Measurement.probabilities(0), 1, input(1));
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, estimate.errors);
    }

    @Test
    void identityIsExact() {
        Estimate estimate = new Estimate(Measurement.expectations(PauliSum.of(Map.of("III", -1.25))), SHOTS, input(3));
        assertArrayEquals(new double[] {-1.25, -1.25, -1.25}, estimate.means);
        assertArrayEquals(new double[3], estimate.errors);
    }

    @Test
    void certainOutcomesHaveNoError() {
        Circuit circuit = Circuit.builder(2).add(StandardGate.X, 1).build();
        EngineInput input = EngineInput.of(RandomCircuits.angles(circuit, 2, 1));
        Estimate estimate = new Estimate(circuit, Measurement.probabilities(0, 1), SHOTS, input);
        assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0, 1, 0}, estimate.means);
        assertArrayEquals(new double[8], estimate.errors);
    }

    @Test
    void batchInPiecesDrawsTheSameNumbers() {
        EngineInput whole = input(130);
        double[] expected = new Estimate(SUMS, SHOTS, whole).means;
        for (int size : new int[] {1, 7, 64}) {
            double[] pieces = new double[expected.length];
            for (int first = 0; first < 130; first += size) {
                EngineInput slice = whole.slice(first, Math.min(size, 130 - first));
                double[] means = new Estimate(SUMS, SHOTS, slice).means;
                System.arraycopy(means, 0, pieces, first * 3, means.length);
            }
            assertArrayEquals(expected, pieces, "slices of " + size);
        }
    }

    /** Probabilities of many samples and outcomes are held a part at a time. */
    @Test
    void batchThatIsCutInsideDrawsTheSameNumbers() {
        Circuit circuit = RandomCircuits.superposition(11, 72);
        Measurement all = Measurement.probabilities(IntStream.range(0, 11).toArray());
        EngineInput whole = EngineInput.of(RandomCircuits.angles(circuit, 600, 73));
        double[] expected = new Estimate(circuit, all, 10, whole).means;
        double[] tail = new Estimate(circuit, all, 10, whole.slice(500, 100)).means;
        assertArrayEquals(Arrays.copyOfRange(expected, 500 << 11, 600 << 11), tail);
    }

    @Test
    void numbersDoNotDependOnThreads() throws Exception {
        EngineInput input = input(300);
        double[] expected = new Estimate(SUMS, SHOTS, input).means;
        for (int threads : new int[] {1, 8}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                double[] found = pool.submit(() -> new Estimate(SUMS, SHOTS, input).means)
                        .get();
                assertArrayEquals(expected, found, threads + " threads");
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void numbersDependOnSeedIterationAndPurpose() {
        EngineInput input = input(5);
        double[] first = new Estimate(SUMS, SHOTS, input.angles(), RandomKey.training(1, 0)).means;
        assertArrayEquals(first, new Estimate(SUMS, SHOTS, input.angles(), RandomKey.training(1, 0)).means);
        for (RandomKey other : new RandomKey[] {
            RandomKey.training(2, 0),
            RandomKey.training(1, 1),
            RandomKey.inference(1),
            RandomKey.training(1, 0).forPurpose(Purpose.GRADIENT_SHOTS)
        }) {
            double[] found = new Estimate(SUMS, SHOTS, input.angles(), other).means;
            assertFalse(Arrays.equals(first, found), other::toString);
        }
    }

    @Test
    void samplesOfABatchAreIndependent() {
        Circuit circuit = Circuit.builder(1).add(StandardGate.H, 0).build();
        EngineInput input = EngineInput.of(RandomCircuits.angles(circuit, 5000, 1));
        double[] means = new Estimate(circuit, PauliZ.onEach(1), SHOTS, input).means;
        double covariance = 0;
        for (int sample = 1; sample < means.length; sample++) {
            covariance += means[sample] * means[sample - 1] * SHOTS / means.length;
        }
        assertEquals(0, covariance, SIGMAS / Math.sqrt(means.length));
    }

    @Test
    void enginesWithTheSameProbabilitiesDrawTheSameShots() {
        EngineInput input = input(20);
        double[] java = new Estimate(SUMS, SHOTS, input).means;
        double[] reference = new double[java.length];
        new ShotProgram(Engines.named("reference"), CIRCUIT, SUMS, Precision.DOUBLE, SHOTS)
                .forward(input, RealView.of(reference, 20, 3));
        assertArrayEquals(reference, java, 1e-12);
    }

    @Test
    void frequenciesAreCountsOverShots() {
        double[] means = new Estimate(Measurement.probabilities(1, 2), SHOTS, input(4)).means;
        for (int sample = 0; sample < 4; sample++) {
            double sum = 0;
            for (int outcome = 0; outcome < 4; outcome++) {
                double count = means[4 * sample + outcome] * SHOTS;
                assertEquals(Math.rint(count), count, 1e-9);
                sum += count;
            }
            assertEquals(SHOTS, sum, 1e-9);
        }
    }

    @Test
    void stateVectorCannotBeMeasured() {
        assertUnsupported(
                "state vector: cannot be measured, but shots = 400; use shots = 0",
                () -> new ShotProgram(JAVA, CIRCUIT, Measurement.stateVector(), Precision.DOUBLE, SHOTS));
    }

    @Test
    void adjointIsRefused() {
        EngineInput input = input(1);
        assertUnsupported(
                "gradient adjoint: needs exact states, but shots = 400; use parameter-shift",
                () -> new ShotProgram(JAVA, CIRCUIT, SUMS, Precision.DOUBLE, SHOTS)
                        .backward(
                                input,
                                RealView.of(new double[3], 1, 3),
                                new EngineGradient(input.angles(), Optional.empty())));
    }

    @Test
    void errorsAreFiniteFromTwoShotsOn() {
        Estimate estimate = new Estimate(SUMS, 2, input(50));
        for (double error : estimate.errors) {
            assertTrue(error >= 0 && Double.isFinite(error), () -> "error " + error);
        }
    }

    /** Means and standard errors of one call. */
    private static final class Estimate {
        final double[] means;
        final double[] errors;

        Estimate(Circuit circuit, Measurement measurement, int shots, EngineInput input) {
            int numOutputs = measurement.numOutputs(circuit.numQubits());
            means = new double[input.batch() * numOutputs];
            errors = new double[input.batch() * numOutputs];
            new ShotProgram(JAVA, circuit, measurement, Precision.DOUBLE, shots)
                    .estimate(
                            input,
                            RealView.of(means, input.batch(), numOutputs),
                            Optional.of(RealView.of(errors, input.batch(), numOutputs)));
        }

        Estimate(Measurement measurement, int shots, EngineInput input) {
            this(CIRCUIT, measurement, shots, input);
        }

        Estimate(Measurement measurement, int shots, Angles angles, RandomKey key) {
            this(measurement, shots, new EngineInput(angles, Optional.empty(), key));
        }
    }

    private static EngineInput input(int batch) {
        return EngineInput.of(RandomCircuits.angles(CIRCUIT, batch, 74));
    }

    /** Every sample the same, none of its outcomes rare. */
    private static EngineInput sharedInput(int batch) {
        boolean[] shared = new boolean[CIRCUIT.numSlots()];
        Arrays.fill(shared, true);
        Angles angles = new Angles(batch, shared);
        for (int slot = 0; slot < shared.length; slot++) {
            angles.set(slot, 0, 1.1);
        }
        return EngineInput.of(angles);
    }

    private static double[] exact(Measurement measurement, EngineInput input) {
        int numOutputs = measurement.numOutputs(3);
        double[] exact = new double[input.batch() * numOutputs];
        JAVA.compile(CIRCUIT, measurement, Precision.DOUBLE)
                .forward(input, RealView.of(exact, input.batch(), numOutputs));
        return exact;
    }
}
