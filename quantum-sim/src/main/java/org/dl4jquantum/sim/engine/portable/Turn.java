package org.dl4jquantum.sim.engine.portable;

/**
 * A rotation {@code (x, y) <- (c x - s y, c y + s x)} without a common factor, which saves a third of its work: as
 * {@code (x - t y, y + t x)} with t = s / c and factor c, or where that would be large as {@code (t x - y, t y + x)} with
 * t = c / s and factor s. Either is as exact; but rotations by tangents go two at a time, so that only large ones give way.
 *
 * @param cotangent whether t is c / s
 * @param ratio t, at most 4
 * @param factor what is left out, at least 0.24
 */
record Turn(boolean cotangent, double ratio, double factor) {
    /** Numbers grow by as much with each rotation of a sweep. */
    private static final double LARGEST_TANGENT = 4;

    static Turn of(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return Math.abs(s) > LARGEST_TANGENT * Math.abs(c) ? new Turn(true, c / s, s) : new Turn(false, s / c, c);
    }
}
