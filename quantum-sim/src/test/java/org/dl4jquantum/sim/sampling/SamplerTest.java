package org.dl4jquantum.sim.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.dl4jquantum.sim.math.Philox;
import org.dl4jquantum.sim.math.RandomKey;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int SHOTS = 100_000;
    /** Standard errors that a count may be off. */
    private static final double SIGMAS = 5;

    @Test
    void countsFollowTheProbabilities() {
        assertFollows(0.1, 0.2, 0.3, 0.4);
        assertFollows(0, 0.25, 0, 0, 0.75, 0);
        assertFollows(1e-4, 0.9999);
        assertFollows(0, 0, 1, 0);
        assertFollows(1);
    }

    @Test
    void roundingOfTheSumLeavesNoGap() {
        assertFollows(0.25, -1e-17, 0.75 - 1e-9);
        assertFollows(0.5 + 1e-9, 0.5 + 1e-9, 0, -1e-18);
    }

    @Property(seed = "31", tries = 200)
    void impossibleOutcomesAreNeverDrawn(
            @ForAll @Size(min = 1, max = 16) double[] weights, @ForAll @DoubleRange(max = 100) double scale) {
        double[] probabilities = new double[weights.length + 1];
        probabilities[weights.length / 2] = 0.5;
        for (int i = 0; i < weights.length; i++) {
            boolean possible = Math.abs(weights[i]) % 2 < 1;
            probabilities[i] += possible ? Math.abs(weights[i] % 1) * scale : 0;
        }
        for (int outcome : Sampler.draw(probabilities, 200, random())) {
            assertTrue(probabilities[outcome] > 0, () -> "outcome " + outcome);
        }
    }

    @Test
    void sameStreamDrawsTheSameOutcomes() {
        double[] probabilities = {0.2, 0.5, 0.3};
        int[] first = Sampler.draw(probabilities, 1000, random());
        int[] again = Sampler.draw(probabilities, 1000, random());
        for (int shot = 0; shot < 1000; shot++) {
            assertEquals(first[shot], again[shot]);
        }
    }

    private static void assertFollows(double... probabilities) {
        int[] counts = new int[probabilities.length];
        for (int outcome : Sampler.draw(probabilities, SHOTS, random())) {
            counts[outcome]++;
        }
        for (int outcome = 0; outcome < counts.length; outcome++) {
            double p = Math.min(1, Math.max(0, probabilities[outcome]));
            assertEquals(
                    SHOTS * p, counts[outcome], SIGMAS * Math.sqrt(SHOTS * p * (1 - p)) + 1e-3, "outcome " + outcome);
        }
    }

    private static Philox random() {
        return new Philox(RandomKey.training(17, 3), 5);
    }
}
