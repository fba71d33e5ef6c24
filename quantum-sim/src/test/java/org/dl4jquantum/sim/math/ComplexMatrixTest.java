package org.dl4jquantum.sim.math;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ComplexMatrixTest {
    private static final Complex A = new Complex(1, 2);
    private static final Complex B = new Complex(-0.5, 3);

    @Test
    void complexNumbersMultiplyByTheRule() {
        assertEquals(new Complex(-0.5 - 6, 3 - 1), A.times(B));
        assertEquals(new Complex(0.5, 5), A.plus(B));
        assertEquals(new Complex(1, -2), A.conjugate());
        assertEquals(5, A.squaredMagnitude());
        assertEquals(new Complex(-2, -4), A.times(-2));
        assertEquals(0, Complex.unit(Math.PI / 2).re(), 1e-16);
        assertEquals(1, Complex.unit(Math.PI / 2).im());
    }

    @Test
    void entriesAreGivenRowByRow() {
        ComplexMatrix matrix = ComplexMatrix.of(Complex.ONE, A, B, Complex.ZERO);
        assertEquals(2, matrix.size());
        assertEquals(A, matrix.get(0, 1));
        assertEquals(B, matrix.get(1, 0));
        assertTrue(matrix.isZero(1, 1));
        assertFalse(matrix.isZero(1, 0));
        assertEquals(ComplexMatrix.ofReal(1, 0, 0, 1), ComplexMatrix.identity(2));
    }

    @Test
    void productIsRowsTimesColumns() {
        ComplexMatrix left = ComplexMatrix.of(A, Complex.ONE, Complex.ZERO, Complex.I);
        ComplexMatrix right = ComplexMatrix.of(B, Complex.ZERO, Complex.I, A);
        assertEquals(
                ComplexMatrix.of(A.times(B).plus(Complex.I), A, new Complex(-1, 0), Complex.I.times(A)),
                left.times(right));
        assertEquals(ComplexMatrix.diagonal(A, A), ComplexMatrix.identity(2).times(A));
        assertEquals(ComplexMatrix.ofReal(2, 0, 0, 2), ComplexMatrix.identity(2).plus(ComplexMatrix.identity(2)));
    }

    @Test
    void adjointConjugatesAndTransposes() {
        ComplexMatrix matrix = ComplexMatrix.of(Complex.ONE, A, B, Complex.ZERO);
        assertEquals(B.conjugate(), matrix.adjoint().get(0, 1));
        assertEquals(A.conjugate(), matrix.adjoint().get(1, 0));
    }

    @Test
    void controlsAreTheLowestBits() {
        ComplexMatrix flip = ComplexMatrix.ofReal(0, 1, 1, 0);
        // Index = target · 2 + control: 01 and 11 are exchanged.
        assertEquals(ComplexMatrix.ofReal(1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0), flip.controlled(1));
        assertEquals(8, flip.controlled(2).size());
        assertEquals(1, flip.controlled(2).re(3, 7));
        assertEquals(flip, flip.controlled(0));
    }

    @Test
    void distanceIsTheLargestEntryOfTheDifference() {
        ComplexMatrix matrix = ComplexMatrix.identity(2);
        assertEquals(
                5,
                matrix.distanceTo(
                        matrix.plus(ComplexMatrix.of(Complex.ONE, new Complex(3, -4), Complex.ZERO, Complex.ZERO))));
        assertTrue(ComplexMatrix.diagonal(Complex.I, Complex.unit(1)).isUnitary(1e-15));
        assertFalse(ComplexMatrix.diagonal(Complex.I, A).isUnitary(1));
    }

    @Test
    void equalityIsByEntries() {
        ComplexMatrix matrix = ComplexMatrix.of(A);
        assertEquals(ComplexMatrix.of(new Complex(1, 2)), matrix);
        assertEquals(ComplexMatrix.of(new Complex(1, 2)).hashCode(), matrix.hashCode());
        assertNotEquals(ComplexMatrix.of(B), matrix);
        assertEquals("ComplexMatrix 1x1 [1.0, 2.0]", matrix.toString());
    }

    @Test
    void entriesThatFormNoSquareAreCounted() {
        assertRefused("ComplexMatrix: 3 entries given, a square is needed", () -> ComplexMatrix.ofReal(1, 2, 3));
        assertRefused("ComplexMatrix: 0 entries given, a square is needed", ComplexMatrix::of);
    }
}
