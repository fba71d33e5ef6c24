package org.dl4jquantum.sim.sampling;

import java.util.Arrays;
import org.dl4jquantum.sim.math.Philox;

/** Draws outcomes of a measurement from their probabilities. */
final class Sampler {
    private Sampler() {}

    /**
     * Outcomes of so many shots, by inversion of the cumulative distribution.
     *
     * @param probabilities of every outcome; rounding may leave their sum a little off 1
     */
    static int[] draw(double[] probabilities, int shots, Philox random) {
        double[] cumulative = new double[probabilities.length];
        double sum = 0;
        int lastPossible = 0;
        for (int outcome = 0; outcome < cumulative.length; outcome++) {
            sum += Math.max(0, probabilities[outcome]);
            cumulative[outcome] = sum;
            lastPossible = probabilities[outcome] > 0 ? outcome : lastPossible;
        }
        int[] outcomes = new int[shots];
        for (int shot = 0; shot < shots; shot++) {
            double point = random.nextDouble() * sum;
            int found = Arrays.binarySearch(cumulative, point);
            // A point on a boundary belongs to the next outcome that has any probability.
            int outcome = found < 0 ? ~found : found + 1;
            while (outcome < lastPossible && probabilities[outcome] <= 0) {
                outcome++;
            }
            outcomes[shot] = Math.min(outcome, lastPossible);
        }
        return outcomes;
    }
}
