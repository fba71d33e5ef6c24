package org.dl4jquantum.sim.plan;

import org.dl4jquantum.sim.math.ComplexMatrix;

/**
 * A one-qubit unitary as {@code exp(i phase) RZ(last) RY(middle) RZ(first)}, {@code RZ(first)} applied first.
 *
 * @param first radians
 * @param middle radians, 0..pi
 * @param last radians
 * @param phase radians
 */
record EulerAngles(double first, double middle, double last, double phase) {

    static EulerAngles of(ComplexMatrix u) {
        double cosine = Math.hypot(u.re(0, 0), u.im(0, 0));
        double sine = Math.hypot(u.re(1, 0), u.im(1, 0));
        // The larger pair of entries fixes the phase: the argument of a vanishing entry is noise.
        double phase = cosine > sine
                ? (argument(u, 0, 0) + argument(u, 1, 1)) / 2
                : (argument(u, 1, 0) + argument(u, 0, 1) - Math.PI) / 2;
        double halfSum = phase - argument(u, 0, 0);
        double halfDifference = argument(u, 1, 0) - phase;
        return new EulerAngles(halfSum - halfDifference, 2 * Math.atan2(sine, cosine), halfSum + halfDifference, phase);
    }

    private static double argument(ComplexMatrix u, int row, int column) {
        return Math.atan2(u.im(row, column), u.re(row, column));
    }
}
