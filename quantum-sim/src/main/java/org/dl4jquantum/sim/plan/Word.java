package org.dl4jquantum.sim.plan;

/**
 * A Pauli word on stored indices: {@code W|p> = i^turns (-1)^{|p & parity|} |p ^ flip>}, where {@code |m|} counts ones.
 *
 * @param flip stored bits that it flips
 * @param parity stored bits that give the sign
 * @param turns power of i, 0..3
 */
public record Word(long flip, long parity, int turns) {

    /** Whether the matrix is diagonal. */
    public boolean isDiagonal() {
        return flip == 0;
    }

    /** Whether this and the other word may change places. */
    boolean commutesWith(Word other) {
        return ((Long.bitCount(flip & other.parity) ^ Long.bitCount(parity & other.flip)) & 1) == 0;
    }
}
