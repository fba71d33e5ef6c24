package org.dl4jquantum.sim.math;

import java.util.Arrays;

/** An immutable square complex matrix, small and dense: the matrix of a gate or of an observable on few qubits. */
public final class ComplexMatrix {
    private final int size;
    /** Row by row, real part then imaginary part. */
    private final double[] entries;

    private ComplexMatrix(int size, double[] entries) {
        this.size = size;
        this.entries = entries;
    }

    /**
     * A matrix from its entries, row by row.
     *
     * @throws IllegalArgumentException if the number of entries is no square
     */
    public static ComplexMatrix of(Complex... rowByRow) {
        double[] entries = new double[2 * rowByRow.length];
        for (int i = 0; i < rowByRow.length; i++) {
            entries[2 * i] = rowByRow[i].re();
            entries[2 * i + 1] = rowByRow[i].im();
        }
        return new ComplexMatrix(sideOf(rowByRow.length), entries);
    }

    /** A real matrix from its entries, row by row. */
    public static ComplexMatrix ofReal(double... rowByRow) {
        double[] entries = new double[2 * rowByRow.length];
        for (int i = 0; i < rowByRow.length; i++) {
            entries[2 * i] = rowByRow[i];
        }
        return new ComplexMatrix(sideOf(rowByRow.length), entries);
    }

    /** The diagonal matrix with these entries. */
    public static ComplexMatrix diagonal(Complex... diagonal) {
        double[] entries = new double[2 * diagonal.length * diagonal.length];
        for (int i = 0; i < diagonal.length; i++) {
            entries[2 * i * (diagonal.length + 1)] = diagonal[i].re();
            entries[2 * i * (diagonal.length + 1) + 1] = diagonal[i].im();
        }
        return new ComplexMatrix(diagonal.length, entries);
    }

    public static ComplexMatrix identity(int size) {
        Complex[] ones = new Complex[size];
        Arrays.fill(ones, Complex.ONE);
        return diagonal(ones);
    }

    /** Number of rows, equal to the number of columns. */
    public int size() {
        return size;
    }

    public double re(int row, int column) {
        return entries[2 * (row * size + column)];
    }

    public double im(int row, int column) {
        return entries[2 * (row * size + column) + 1];
    }

    public Complex get(int row, int column) {
        return new Complex(re(row, column), im(row, column));
    }

    public boolean isZero(int row, int column) {
        return re(row, column) == 0 && im(row, column) == 0;
    }

    /** Whether every entry off the diagonal is zero. */
    public boolean isDiagonal() {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                if (row != column && !isZero(row, column)) {
                    return false;
                }
            }
        }
        return true;
    }

    public ComplexMatrix times(ComplexMatrix right) {
        ComplexMatrix product = new ComplexMatrix(size, new double[entries.length]);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                Complex sum = Complex.ZERO;
                for (int k = 0; k < size; k++) {
                    sum = sum.plus(get(row, k).times(right.get(k, column)));
                }
                product.set(row, column, sum);
            }
        }
        return product;
    }

    public ComplexMatrix times(Complex factor) {
        ComplexMatrix product = new ComplexMatrix(size, new double[entries.length]);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                product.set(row, column, get(row, column).times(factor));
            }
        }
        return product;
    }

    public ComplexMatrix plus(ComplexMatrix other) {
        double[] sum = entries.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.entries[i];
        }
        return new ComplexMatrix(size, sum);
    }

    /** The conjugate transpose. */
    public ComplexMatrix adjoint() {
        ComplexMatrix adjoint = new ComplexMatrix(size, new double[entries.length]);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                adjoint.set(
                        /* row= */ column, /* column= */ row, get(row, column).conjugate());
            }
        }
        return adjoint;
    }

    /**
     * This matrix under {@code numControls} controls: the identity, but where the lowest {@code numControls} bits of
     * the index are all one this matrix acts on the bits above them. Size {@code size · 2^numControls}.
     */
    public ComplexMatrix controlled(int numControls) {
        int controls = (1 << numControls) - 1;
        Complex[] ones = new Complex[size << numControls];
        Arrays.fill(ones, Complex.ONE);
        ComplexMatrix result = diagonal(ones);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                result.set((row << numControls) | controls, (column << numControls) | controls, get(row, column));
            }
        }
        return result;
    }

    /** The largest magnitude of an entry of {@code this - other}. */
    public double distanceTo(ComplexMatrix other) {
        double largest = 0;
        for (int i = 0; i < entries.length; i += 2) {
            largest =
                    Math.max(largest, Math.hypot(entries[i] - other.entries[i], entries[i + 1] - other.entries[i + 1]));
        }
        return largest;
    }

    /** Whether {@code this · this†} is the identity to within {@code tolerance} in every entry. */
    public boolean isUnitary(double tolerance) {
        return times(adjoint()).distanceTo(identity(size)) <= tolerance;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComplexMatrix matrix && Arrays.equals(entries, matrix.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return "ComplexMatrix " + size + "x" + size + " " + Arrays.toString(entries);
    }

    private void set(int row, int column, Complex value) {
        entries[2 * (row * size + column)] = value.re();
        entries[2 * (row * size + column) + 1] = value.im();
    }

    private static int sideOf(int numEntries) {
        int side = (int) Math.round(Math.sqrt(numEntries));
        if (side * side != numEntries || side == 0) {
            throw new IllegalArgumentException("ComplexMatrix: " + numEntries + " entries given, a square is needed");
        }
        return side;
    }
}
