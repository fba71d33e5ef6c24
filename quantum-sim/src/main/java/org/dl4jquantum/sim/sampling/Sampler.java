package org.dl4jquantum.sim.sampling;

import org.dl4jquantum.sim.math.Philox;

/**
 * Draws outcomes of a measurement by inversion of the cumulative distribution: the outcome of a number u in [0, 1) is the
 * first whose cumulative probability exceeds u. A table tells where the search for it begins (Chen and Asau, "On
 * generating random variates from an empirical distribution", 1974).
 */
final class Sampler {
    private static final int MOST_STARTS = 1 << 12;

    /** Probabilities are added up in rows, and then the sums of the rows: as devices do, so that they draw the same. */
    private static final int ROW = 64;

    private final double[] cumulative;
    private final double sum;
    private final int lastPossible;
    /** For each of equal parts of 0..sum, the first outcome that reaches beyond its beginning. */
    private final int[] starts;

    /**
     * Prepares draws.
     *
     * @param probabilities of every outcome; rounding may leave their sum a little off 1
     */
    Sampler(double[] probabilities) {
        cumulative = new double[probabilities.length];
        double before = 0;
        double row = 0;
        int last = 0;
        for (int outcome = 0; outcome < cumulative.length; outcome++) {
            if (outcome % ROW == 0) {
                before += row;
                row = 0;
            }
            row += Math.max(0, probabilities[outcome]);
            cumulative[outcome] = before + row;
            last = probabilities[outcome] > 0 ? outcome : last;
        }
        sum = before + row;
        lastPossible = last;
        starts = new int[Math.min(MOST_STARTS, 2 * cumulative.length)];
        for (int part = 0, outcome = 0; part < starts.length; part++) {
            while (outcome < lastPossible && cumulative[outcome] <= sum * part / starts.length) {
                outcome++;
            }
            starts[part] = outcome;
        }
    }

    /** The next outcome. */
    int draw(Philox random) {
        double u = random.nextDouble();
        double point = u * sum;
        int outcome = starts[(int) (u * starts.length)];
        while (outcome > 0 && cumulative[outcome - 1] > point) {
            outcome--;
        }
        while (outcome < lastPossible && cumulative[outcome] <= point) {
            outcome++;
        }
        return outcome;
    }
}
