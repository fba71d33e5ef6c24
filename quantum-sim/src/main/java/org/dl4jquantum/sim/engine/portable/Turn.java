package org.dl4jquantum.sim.engine.portable;

/**
 * A rotation {@code (x, y) <- (c x - s y, c y + s x)} without a common factor, which saves a third of its work: as
 * {@code (x - t y, y + t x)} with t = s / c and factor c, or where that would be large as {@code (t x - y, t y + x)} with
 * t = c / s and factor s.
 *
 * @param cotangent whether t is c / s
 * @param ratio t, at most 1
 * @param factor what is left out, at least 0.7
 */
record Turn(boolean cotangent, double ratio, double factor) {

    static Turn of(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return Math.abs(s) > Math.abs(c) ? new Turn(true, c / s, s) : new Turn(false, s / c, c);
    }
}
