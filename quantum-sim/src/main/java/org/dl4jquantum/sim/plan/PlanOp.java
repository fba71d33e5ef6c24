package org.dl4jquantum.sim.plan;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.math.ComplexMatrix;

/** One operation of a plan, on stored indices. */
public sealed interface PlanOp {

    /**
     * {@code exp(-i a W)} with {@code a = factor · angle of the slot}, or {@code a = factor} for a constant.
     *
     * @param word W
     * @param slot angle slot, or {@link #CONSTANT}
     * @param factor of the angle
     */
    record Rotation(Word word, int slot, double factor) implements PlanOp {
        /** The slot of a rotation that never changes. */
        public static final int CONSTANT = -1;

        /** Whether all samples turn alike. */
        public boolean isShared(Angles angles) {
            return slot == CONSTANT || angles.isShared(slot);
        }

        /** The angle a of a sample. */
        public double angle(Angles angles, int sample) {
            return slot == CONSTANT ? factor : factor * angles.get(slot, sample);
        }
    }

    /**
     * Rotations about diagonal words, all at once.
     *
     * @param terms words without flips; their sign is in the factor
     */
    record Diagonal(List<Rotation> terms) implements PlanOp {}

    /**
     * A constant unitary where all controls are one.
     *
     * @param targets the j-th is bit j of the matrix index
     * @param controls qubits that must be one
     * @param matrix of size {@code 2^targets}
     */
    record Block(List<StoredQubit> targets, List<StoredQubit> controls, ComplexMatrix matrix) implements PlanOp {
        /** The block that undoes this one. */
        public Block inverse() {
            return new Block(targets, controls, matrix.adjoint());
        }
    }

    /**
     * A qubit on stored indices: one where the parity of {@code p & parity} differs from {@code offset}.
     *
     * @param flip stored bits that flip with it
     * @param parity stored bits whose parity it is
     * @param offset whether it is the opposite of that parity
     */
    record StoredQubit(long flip, long parity, boolean offset) {
        /** The value of the qubit, 0 or 1, in the basis state stored at p. */
        public int value(long p) {
            return (Long.bitCount(p & parity) & 1) ^ (offset ? 1 : 0);
        }

        /** The index that these qubits spell in the basis state stored at p: the j-th is bit j. */
        public static int index(List<StoredQubit> qubits, long p) {
            int index = 0;
            for (int j = 0; j < qubits.size(); j++) {
                index |= qubits.get(j).value(p) << j;
            }
            return index;
        }
    }
}
