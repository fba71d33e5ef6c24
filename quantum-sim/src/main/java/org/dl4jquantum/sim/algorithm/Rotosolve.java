package org.dl4jquantum.sim.algorithm;

/**
 * Sets one weight after another to where the objective is smallest. An expectation value of a circuit whose weight w_d
 * turns one Pauli rotation is a sine of it with period 2 pi, so that three values give its minimum:
 *
 * <pre>{@code
 * w_d <- w_d - pi/2 - atan2(2 f(0) - f(pi/2) - f(-pi/2), f(pi/2) - f(-pi/2))
 * }</pre>
 *
 * with f(t) the value at w_d + t. M. Ostaszewski, E. Grant and M. Benedetti, "Structure optimization for parameterized
 * quantum circuits" (arXiv:1905.09692). Where the objective is another function of expectations, or a weight enters
 * several gates, the minimum is approximate; a weight is changed only where that makes the objective smaller.
 */
public final class Rotosolve implements Optimizer {

    @Override
    public double[] step(Objective objective, double[] weights, long iteration) {
        double[] current = weights.clone();
        double value = objective.value(current);
        for (int d = 0; d < current.length; d++) {
            double old = current[d];
            double ahead = at(objective, current, d, old + Math.PI / 2);
            double behind = at(objective, current, d, old - Math.PI / 2);
            double best = old - Math.PI / 2 - Math.atan2(2 * value - ahead - behind, ahead - behind);
            double lowest = at(objective, current, d, best);
            current[d] = old;
            if (lowest < value) {
                current[d] = Math.IEEEremainder(best, 2 * Math.PI);
                value = lowest;
            }
        }
        return current;
    }

    private static double at(Objective objective, double[] weights, int index, double value) {
        weights[index] = value;
        return objective.value(weights.clone());
    }
}
