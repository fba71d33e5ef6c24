package org.dl4jquantum.sim.engine.portable;

/**
 * Cosines and sines of many angles, in loops that become vector code: several times faster than {@link Math#sin} one by one.
 * Absolute errors stay within 4e-16.
 */
final class Sines {
    /** Beyond this many radians k pi, below, is no longer exact. */
    private static final double MOST = 1e6;

    private static final double INVERSE_PI = 1 / Math.PI;
    /** Adding this to a number, and taking it off again, rounds it to an integer. */
    private static final double ROUNDER = 0x1.8p52;
    /** The leading 33 bits of pi, the next 33, and what is left. */
    private static final double PI_1 = 0x1.921fb544p1;

    private static final double PI_2 = 0x1.0b4611a6p-33;
    private static final double PI_3 = 0x1.3198a2e037073p-68;

    private Sines() {}

    /** Fills both arrays, which must be others than that of the angles. */
    static void of(double[] angles, double[] cosines, double[] sines) {
        reduce(angles, cosines, sines);
        cosines(cosines, sines);
        sines(sines);
        for (int i = 0; i < angles.length; i++) {
            if (Math.abs(angles[i]) > MOST) {
                cosines[i] = Math.cos(angles[i]);
                sines[i] = Math.sin(angles[i]);
            }
        }
    }

    /** With k the nearest integer to a / pi: {@code (-1)^k}, and {@code (-1)^k (a - k pi)}, within a quarter turn of zero. */
    private static void reduce(double[] angles, double[] signs, double[] rests) {
        for (int i = 0; i < angles.length; i++) {
            double a = angles[i];
            double k = (a * INVERSE_PI + ROUNDER) - ROUNDER;
            double half = k * 0.5;
            double odd = half - ((half + ROUNDER) - ROUNDER);
            double sign = 1 - 8 * odd * odd;
            signs[i] = sign;
            rests[i] = sign * (((a - k * PI_1) - k * PI_2) - k * PI_3);
        }
    }

    /** Signs become cosines, by Taylor's series. */
    private static void cosines(double[] signs, double[] rests) {
        for (int i = 0; i < signs.length; i++) {
            double z = rests[i] * rests[i];
            double tail = 1 / 479001600.
                    + z
                            * (-1 / 87178291200.
                                    + z
                                            * (1 / 20922789888000.
                                                    + z
                                                            * (-1 / 6402373705728000.
                                                                    + z
                                                                            * (1 / 2432902008176640000.
                                                                                    - z
                                                                                            / (462
                                                                                                    * 2432902008176640000.)))));
            double series = 1
                    + z
                            * (-1 / 2.
                                    + z
                                            * (1 / 24.
                                                    + z
                                                            * (-1 / 720.
                                                                    + z
                                                                            * (1 / 40320.
                                                                                    + z
                                                                                            * (-1 / 3628800.
                                                                                                    + z * tail)))));
            signs[i] *= series;
        }
    }

    /** Rests become sines. */
    private static void sines(double[] rests) {
        for (int i = 0; i < rests.length; i++) {
            double z = rests[i] * rests[i];
            double tail = -1 / 39916800.
                    + z
                            * (1 / 6227020800.
                                    + z
                                            * (-1 / 1307674368000.
                                                    + z
                                                            * (1 / 355687428096000.
                                                                    + z
                                                                            * (-1 / 121645100408832000.
                                                                                    + z
                                                                                            / (420
                                                                                                    * 121645100408832000.)))));
            double series = 1 + z * (-1 / 6. + z * (1 / 120. + z * (-1 / 5040. + z * (1 / 362880. + z * tail))));
            rests[i] *= series;
        }
    }
}
