package org.dl4jquantum.sim.algorithm;

import org.dl4jquantum.sim.math.Philox;
import org.dl4jquantum.sim.math.RandomKey;

/** Random directions of which every component is 1 or -1. */
final class Directions {
    private final Philox random;

    Directions(long seed, long iteration) {
        random = new Philox(RandomKey.training(seed, iteration).forPurpose(RandomKey.Purpose.DIRECTIONS), 0);
    }

    double[] next(int size) {
        double[] direction = new double[size];
        for (int i = 0; i < size; i++) {
            direction[i] = random.nextDouble() < 0.5 ? -1 : 1;
        }
        return direction;
    }

    /** {@code weights + length * direction}. */
    static double[] moved(double[] weights, double length, double[] direction) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += length * direction[i];
        }
        return moved;
    }
}
