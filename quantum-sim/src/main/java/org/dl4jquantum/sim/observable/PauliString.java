package org.dl4jquantum.sim.observable;

import java.util.Arrays;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;

/**
 * A tensor product of Pauli operators, one per qubit, such as {@code ZXI}: character i acts on qubit i.
 *
 * <p>It is stored as two masks: on a basis state {@code P|p> = i^{|x&z|} (-1)^{|p&z|} |p ^ x>}, where {@code |m|}
 * counts the ones of {@code m}. A qubit with bit x only is X, z only is Z, both is Y.
 *
 * @param numQubits length of the string
 * @param xMask qubits that the string flips
 * @param zMask qubits whose value 1 changes the sign
 */
public record PauliString(int numQubits, long xMask, long zMask) {
    private static final String LETTERS = "IXZY";
    private static final int MAX_QUBITS = 62;
    /** A matrix of 4096 rows takes 256 MB. */
    private static final int MAX_MATRIX_QUBITS = 12;

    public PauliString {
        if (numQubits < 0 || numQubits > MAX_QUBITS) {
            throw new IllegalArgumentException("PauliString: " + numQubits + " qubits outside 0.." + MAX_QUBITS);
        }
        if ((xMask | zMask) >>> numQubits != 0) {
            int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(xMask | zMask);
            throw new IllegalArgumentException(
                    "PauliString: qubit " + highest + " outside 0.." + (numQubits - 1) + " (" + numQubits + " qubits)");
        }
    }

    /**
     * Reads a text of the letters I, X, Y, Z; character i acts on qubit i.
     *
     * @throws IllegalArgumentException if another letter occurs
     */
    public static PauliString of(String text) {
        long x = 0;
        long z = 0;
        for (int qubit = 0; qubit < text.length(); qubit++) {
            int code = LETTERS.indexOf(text.charAt(qubit));
            if (code < 0) {
                throw new IllegalArgumentException("PauliString \"" + text + "\": '" + text.charAt(qubit)
                        + "' at position " + qubit + ", allowed are I, X, Y, Z");
            }
            x |= (code & 1L) << qubit;
            z |= (code >> 1 & 1L) << qubit;
        }
        return new PauliString(text.length(), x, z);
    }

    /** One Pauli letter on one qubit of {@code numQubits}, identity elsewhere. */
    public static PauliString single(char letter, int qubit, int numQubits) {
        if (qubit < 0 || qubit >= numQubits) {
            throw new IllegalArgumentException("Pauli " + letter + ": qubit " + qubit + " outside 0.." + (numQubits - 1)
                    + " (" + numQubits + " qubits)");
        }
        return of("I".repeat(qubit) + letter + "I".repeat(numQubits - qubit - 1));
    }

    /** Number of Y letters: the power of i in the matrix. */
    public int numY() {
        return Long.bitCount(xMask & zMask);
    }

    /** Whether the matrix is diagonal: only I and Z. */
    public boolean isDiagonal() {
        return xMask == 0;
    }

    /** Qubits that are not the identity. */
    public long support() {
        return xMask | zMask;
    }

    /** The letter on a qubit: I, X, Y or Z. */
    public char letter(int qubit) {
        return LETTERS.charAt((int) ((xMask >> qubit & 1) | (zMask >> qubit & 1) << 1));
    }

    /** The {@code 2^numQubits} square matrix, for short strings; qubit i is bit i of row and column. */
    public ComplexMatrix matrix() {
        if (numQubits > MAX_MATRIX_QUBITS) {
            throw new UnsupportedOperationException("Pauli string on " + numQubits + " qubits: its matrix has 4^"
                    + numQubits + " entries, allowed are at most " + MAX_MATRIX_QUBITS + " qubits");
        }
        int size = 1 << numQubits;
        Complex[] entries = new Complex[size * size];
        Arrays.fill(entries, Complex.ZERO);
        Complex phase = Complex.unit(0);
        for (int y = 0; y < numY(); y++) {
            phase = phase.times(Complex.I);
        }
        for (int column = 0; column < size; column++) {
            double sign = 1 - 2 * (Long.bitCount(column & zMask) & 1);
            entries[(int) (column ^ xMask) * size + column] = phase.times(sign);
        }
        return ComplexMatrix.of(entries);
    }

    /** The letters, character i for qubit i. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(numQubits);
        for (int qubit = 0; qubit < numQubits; qubit++) {
            text.append(letter(qubit));
        }
        return text.toString();
    }
}
