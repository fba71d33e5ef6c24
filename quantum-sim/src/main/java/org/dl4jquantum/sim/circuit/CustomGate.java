package org.dl4jquantum.sim.circuit;

import org.dl4jquantum.sim.circuit.GateBody.Fixed;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;

/**
 * A gate outside {@link StandardGate}: any unitary matrix, or a rotation about any Pauli word, with any number of
 * controls.
 *
 * @param symbol {@link #UNITARY} or {@link #PAULI_ROTATION}
 * @param numControls control qubits, listed before the targets
 * @param body what it does to the targets
 */
public record CustomGate(String symbol, int numControls, GateBody body) implements Gate {
    public static final String UNITARY = "Unitary";
    public static final String PAULI_ROTATION = "PauliRotation";

    public CustomGate {
        if (numControls < 0) {
            throw new IllegalArgumentException(symbol + ": " + numControls + " controls, at least 0 are needed");
        }
        // Files hold the symbol, and the word or the matrix, and nothing else.
        boolean rotation = symbol.equals(PAULI_ROTATION) && body instanceof Rotation known && known.scale() == 1;
        boolean unitary = symbol.equals(UNITARY) && body instanceof Fixed;
        if (!rotation && !unitary) {
            throw new IllegalArgumentException(symbol + ": " + body + ", a matrix is needed for " + UNITARY
                    + ", a rotation with scale 1 for " + PAULI_ROTATION);
        }
    }

    /**
     * A constant unitary on {@code log2(size)} qubits; the j-th listed qubit is bit j of the index.
     *
     * @throws IllegalArgumentException if the matrix is not unitary or its size no power of 2
     */
    public static CustomGate unitary(ComplexMatrix matrix) {
        return new CustomGate(UNITARY, 0, new Fixed(matrix));
    }

    /** {@code exp(-i t P / 2)} for a Pauli word P. */
    public static CustomGate pauliRotation(String word) {
        return new CustomGate(PAULI_ROTATION, 0, new Rotation(PauliString.of(word), 1));
    }

    /** The same gate under more controls, listed before its qubits. */
    public CustomGate controlled(int moreControls) {
        return new CustomGate(symbol, numControls + moreControls, body);
    }

    @Override
    public Gate inverse() {
        return body instanceof Fixed fixed
                ? new CustomGate(symbol, numControls, new Fixed(fixed.matrix().adjoint()))
                : this;
    }
}
