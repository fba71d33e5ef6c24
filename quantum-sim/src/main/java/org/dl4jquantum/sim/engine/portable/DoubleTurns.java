package org.dl4jquantum.sim.engine.portable;

/** The rotations of a sweep on one coset of parts, which it couples with each other and with no others. */
interface DoubleTurns {

    /**
     * Applies the rotations, but for their factors.
     *
     * @param first the coset's first part
     */
    void turn(double[][] parts, int first, Sweep sweep, Turn[] turns);

    /** Applies them to both states, the last first, and before each adds {@code <bra|M|ket>} to its row of sums. */
    void turnBoth(double[][] bra, double[][] ket, int first, Sweep sweep, Turn[] turns, double[][] sums);
}
