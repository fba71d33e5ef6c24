package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.plan.Word;

/**
 * A Pauli word, or -i times one, as a real matrix M on the parts of a state: part 2r is the real part of row r, part
 * 2r + 1 its imaginary part. At position l of part P,
 * {@code (M v)(P, l) = sign (-1)^{|P & parity| + |l & lowParity|} v(P ^ flip, l ^ lowFlip)}: a factor i exchanges real and
 * imaginary parts, so that words with any power of i are alike.
 *
 * @param flip bits of the part that it flips
 * @param parity bits of the part that give the sign
 * @param lowFlip bits inside a row that it flips
 * @param lowParity bits inside a row that give the sign
 * @param negative whether sign is -1
 */
record RealWord(int flip, int parity, int lowFlip, int lowParity, boolean negative) {

    /** The word itself. */
    static RealWord of(Word word, Layout layout) {
        return of(word, word.turns(), layout);
    }

    /** -i times the word: what a rotation about it turns along, {@code exp(-i a W) = cos a + sin a M}. */
    static RealWord generator(Word word, Layout layout) {
        return of(word, word.turns() + 3 & 3, layout);
    }

    private static RealWord of(Word word, int turns, Layout layout) {
        int exchange = turns & 1;
        // The sign of a word belongs to the state that it acts on, here to the one that results.
        boolean negative = odd(word.flip() & word.parity()) ^ (turns == 1 || turns == 2);
        return new RealWord(
                2 * layout.high(word.flip()) + exchange,
                2 * layout.high(word.parity()) + exchange,
                layout.low(word.flip()),
                layout.low(word.parity()),
                negative);
    }

    /** Whether no two positions of a row are treated differently. */
    boolean isOnRows() {
        return lowFlip == 0 && lowParity == 0;
    }

    /** Whether a part receives its partner with a minus, low signs aside. */
    boolean isMinus(int part) {
        return odd(part & parity) != negative;
    }

    /** Whether the low signs make a minus of a position. */
    boolean isLowMinus(int low) {
        return odd(low & lowParity);
    }

    private static boolean odd(long mask) {
        return (Long.bitCount(mask) & 1) == 1;
    }
}
