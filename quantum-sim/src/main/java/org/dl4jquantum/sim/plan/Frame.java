package org.dl4jquantum.sim.plan;

/**
 * Where basis states are stored: an invertible affine map over GF(2) from logical indices to stored ones. X, CNOT and SWAP
 * change only this map and move no amplitude.
 *
 * <p>For every logical qubit q the frame keeps a flip mask, the stored bits that change when q flips, and a parity mask:
 * q is one where the parity of {@code stored & parity mask} differs from {@code offset}. A Pauli word keeps its form: flip
 * masks and parity masks of its letters add up.
 */
final class Frame {
    private final long[] flip;
    private final long[] parity;
    private final boolean[] offset;

    private Frame(long[] flip, long[] parity, boolean[] offset) {
        this.flip = flip;
        this.parity = parity;
        this.offset = offset;
    }

    /** Every state stored at its own index. */
    static Frame identity(int numQubits) {
        Frame frame = new Frame(new long[numQubits], new long[numQubits], new boolean[numQubits]);
        for (int qubit = 0; qubit < numQubits; qubit++) {
            frame.flip[qubit] = 1L << qubit;
            frame.parity[qubit] = 1L << qubit;
        }
        return frame;
    }

    /** X: the qubit's value turns over. */
    void x(int qubit) {
        offset[qubit] ^= true;
    }

    /** CNOT: the target's value becomes target xor control, so flipping the control flips both. */
    void cnot(int control, int target) {
        parity[target] ^= parity[control];
        offset[target] ^= offset[control];
        flip[control] ^= flip[target];
    }

    /** SWAP: the qubits trade places. */
    void swap(int a, int b) {
        cnot(a, b);
        cnot(b, a);
        cnot(a, b);
    }

    /** A Pauli word of logical masks, with its phase, on stored indices. */
    Word word(long xMask, long zMask) {
        long flips = 0;
        for (long left = xMask; left != 0; left &= left - 1) {
            flips ^= flip[Long.numberOfTrailingZeros(left)];
        }
        long parities = 0;
        int turns = Long.bitCount(xMask & zMask);
        for (long left = zMask; left != 0; left &= left - 1) {
            int qubit = Long.numberOfTrailingZeros(left);
            parities ^= parity[qubit];
            turns += offset[qubit] ? 2 : 0;
        }
        return new Word(flips, parities, turns & 3);
    }

    PlanOp.StoredQubit qubit(int logical) {
        return new PlanOp.StoredQubit(flip[logical], parity[logical], offset[logical]);
    }
}
