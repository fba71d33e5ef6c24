package org.dl4jquantum.sim.algorithm;

/**
 * Simultaneous perturbation stochastic approximation: two values per step, whatever the number of weights.
 *
 * <pre>{@code
 * g_k = (f(w + c_k D) - f(w - c_k D)) / (2 c_k) D,   w <- w - a_k g_k
 * a_k = a / (A + k + 1)^0.602,   c_k = c / (k + 1)^0.101
 * }</pre>
 *
 * with D of random signs. J. C. Spall, "Multivariate stochastic approximation using a simultaneous perturbation gradient
 * approximation", IEEE Transactions on Automatic Control 37 (1992) 332; used for circuits by A. Kandala et al.
 * (arXiv:1704.05018).
 *
 * @param learningRate a, positive
 * @param perturbation c in radians, positive
 * @param stability A, at least 0: about a tenth of the steps planned
 * @param seed of the directions
 */
public record Spsa(double learningRate, double perturbation, double stability, long seed) implements Optimizer {
    private static final double LEARNING_RATE_DECAY = 0.602;
    private static final double PERTURBATION_DECAY = 0.101;

    public Spsa {
        positive("SPSA: learning rate", learningRate);
        positive("SPSA: perturbation", perturbation);
        if (!(stability >= 0)) {
            throw new IllegalArgumentException("SPSA: stability " + stability + ", at least 0 is needed");
        }
    }

    /** With a = 0.2, c = 0.1, A = 0. */
    public static Spsa seeded(long seed) {
        return new Spsa(0.2, 0.1, 0, seed);
    }

    static void positive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " " + value + ", a positive number is needed");
        }
    }

    @Override
    public double[] step(Objective objective, double[] weights, long iteration) {
        double[] direction = new Directions(seed, iteration).next(weights.length);
        double slope =
                slope(objective, weights, direction, perturbation / Math.pow(iteration + 1.0, PERTURBATION_DECAY));
        return Directions.moved(weights, -stepSize(iteration) * slope, direction);
    }

    double stepSize(long iteration) {
        return learningRate / Math.pow(stability + iteration + 1, LEARNING_RATE_DECAY);
    }

    /** The difference quotient along a direction. */
    static double slope(Objective objective, double[] weights, double[] direction, double length) {
        double ahead = objective.value(Directions.moved(weights, length, direction));
        double behind = objective.value(Directions.moved(weights, -length, direction));
        return (ahead - behind) / (2 * length);
    }
}
