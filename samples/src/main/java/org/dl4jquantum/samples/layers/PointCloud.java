package org.dl4jquantum.samples.layers;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Points of the plane in two classes, 0 and 1, which no straight line tells apart. */
public enum PointCloud {
    /** Two circles around one another; the outer one, of radius 1, is class 1. */
    CIRCLES(0.1) {
        @Override
        double[] onCurve(RandomGenerator random, int label) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = label == 0 ? 0.5 : 1;
            return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
        }
    },
    /** Two half circles that reach into one another. */
    MOONS(0.18) {
        @Override
        double[] onCurve(RandomGenerator random, int label) {
            double angle = Math.PI * random.nextDouble();
            // The centre of both is the origin, so that inputs are as large on all sides.
            return label == 0
                    ? new double[] {Math.cos(angle) - 0.5, Math.sin(angle) - 0.25}
                    : new double[] {0.5 - Math.cos(angle), 0.25 - Math.sin(angle)};
        }
    },
    /** Two arms of a spiral, of three quarters of a turn each. */
    SPIRALS(0.06) {
        @Override
        double[] onCurve(RandomGenerator random, int label) {
            double share = random.nextDouble();
            double angle = 1.5 * Math.PI * share + Math.PI * label;
            double radius = 0.15 + share;
            return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
        }
    };

    private final double noise;

    PointCloud(double noise) {
        this.noise = noise;
    }

    /** A point on the curve of a class. */
    abstract double[] onCurve(RandomGenerator random, int label);

    /** A point beside the curve of a class: both of its numbers have normal noise. */
    final double[] point(RandomGenerator random, int label) {
        double[] point = onCurve(random, label);
        point[0] += noise * random.nextGaussian();
        point[1] += noise * random.nextGaussian();
        return point;
    }

    /** How it is called on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
