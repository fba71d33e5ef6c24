package org.dl4jquantum.sim.circuit;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/** What a gate does to its target qubits where all of its controls are one. */
public sealed interface GateBody {

    /** Qubits acted on, controls not counted. */
    int numTargets();

    /** Angles taken. */
    int numParameters();

    /**
     * A constant unitary.
     *
     * @param matrix unitary of size {@code 2^numTargets}; the j-th target is bit j of its index
     */
    record Fixed(ComplexMatrix matrix) implements GateBody {
        private static final double UNITARITY_TOLERANCE = 1e-10;

        public Fixed {
            if (Integer.bitCount(matrix.size()) != 1) {
                throw new IllegalArgumentException("gate matrix: size " + matrix.size() + ", a power of 2 is needed");
            }
            if (!matrix.isUnitary(UNITARITY_TOLERANCE)) {
                throw new IllegalArgumentException(
                        "gate matrix: not unitary to " + UNITARITY_TOLERANCE + ": " + matrix);
            }
        }

        @Override
        public int numTargets() {
            return Integer.numberOfTrailingZeros(matrix.size());
        }

        @Override
        public int numParameters() {
            return 0;
        }
    }

    /**
     * The rotation {@code exp(-i scale t P / 2)} by one angle t about a Pauli string P. The empty string has the
     * matrix [1]: under controls it is a phase {@code exp(-i scale t / 2)} on the states that satisfy them.
     *
     * @param word P, one letter per target
     * @param scale factor of the angle
     */
    record Rotation(PauliString word, double scale) implements GateBody {
        /**
         * The Hermitian G of {@code exp(-i t G)} under so many controls, each of which contributes the projector
         * {@code (I - Z) / 2}; controls come before the targets.
         */
        public PauliSum generator(int numControls) {
            List<PauliSum.Term> terms = new ArrayList<>();
            int numQubits = numControls + word.numQubits();
            for (long signs = 0; signs < 1L << numControls; signs++) {
                double sign = 1 - 2 * (Long.bitCount(signs) & 1);
                PauliString string =
                        new PauliString(numQubits, word.xMask() << numControls, (word.zMask() << numControls) | signs);
                terms.add(new PauliSum.Term(sign * scale / 2 / (1L << numControls), string));
            }
            return new PauliSum(numQubits, terms);
        }

        @Override
        public int numTargets() {
            return word.numQubits();
        }

        @Override
        public int numParameters() {
            return 1;
        }
    }

    /**
     * Several rotations on the same qubits, one angle each, first factor first.
     *
     * @param factors what is applied, in order
     * @param inverseOrder parameter k of the inverse is minus parameter {@code inverseOrder[k]}
     */
    record Sequence(List<Factor> factors, List<Integer> inverseOrder) implements GateBody {
        /**
         * One rotation of a sequence.
         *
         * @param gate a rotation on all qubits of the sequence
         * @param parameter index of its angle among the gate's
         */
        public record Factor(Gate gate, int parameter) {}

        public Sequence {
            factors = List.copyOf(factors);
            inverseOrder = List.copyOf(inverseOrder);
        }

        @Override
        public int numTargets() {
            return factors.get(0).gate().numQubits();
        }

        @Override
        public int numParameters() {
            return factors.size();
        }
    }
}
