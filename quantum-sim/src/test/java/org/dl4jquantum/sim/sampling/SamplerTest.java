package org.dl4jquantum.sim.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
        Sampler sampler = new Sampler(probabilities);
        Philox random = random();
        for (int shot = 0; shot < 200; shot++) {
            int outcome = sampler.draw(random);
            assertTrue(probabilities[outcome] > 0, () -> "outcome " + outcome);
        }
    }

    /** Seeded results must not change: whatever finds an outcome finds the one that a search from the first would. */
    @Property(seed = "32", tries = 100)
    void outcomeIsTheFirstThatReachesBeyondTheNumber(@ForAll @Size(min = 1, max = 40) double[] weights) {
        double[] probabilities = Arrays.stream(weights)
                .map(weight -> Math.abs(weight) % 3 < 1 ? 0 : Math.abs(weight % 1))
                .toArray();
        probabilities[weights.length - 1] = 0.1;
        double sum = Arrays.stream(probabilities).sum();
        Sampler sampler = new Sampler(probabilities);
        Philox drawing = random();
        Philox searching = random();
        for (int shot = 0; shot < 100; shot++) {
            double point = searching.nextDouble() * sum;
            double reached = probabilities[0];
            int expected = 0;
            while (reached <= point) {
                reached += probabilities[++expected];
            }
            assertEquals(expected, sampler.draw(drawing));
        }
    }

    @Test
    void sameStreamDrawsTheSameOutcomes() {
        Sampler sampler = new Sampler(new double[] {0.2, 0.5, 0.3});
        Philox first = random();
        Philox again = random();
        for (int shot = 0; shot < 1000; shot++) {
            assertEquals(sampler.draw(first), sampler.draw(again));
        }
    }

    private static void assertFollows(double... probabilities) {
        int[] counts = new int[probabilities.length];
        Sampler sampler = new Sampler(probabilities);
        Philox random = random();
        for (int shot = 0; shot < SHOTS; shot++) {
            counts[sampler.draw(random)]++;
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
