package org.dl4jquantum.sim.circuit;

import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;

/** The exponential of a matrix, from its power series and repeated squaring. */
final class Exponential {
    private static final int SQUARINGS = 6;
    private static final int TERMS = 16;

    private Exponential() {}

    static ComplexMatrix of(ComplexMatrix exponent) {
        ComplexMatrix scaled = exponent.times(new Complex(1.0 / (1 << SQUARINGS), 0));
        ComplexMatrix sum = ComplexMatrix.identity(exponent.size());
        ComplexMatrix term = sum;
        for (int k = 1; k <= TERMS; k++) {
            term = term.times(scaled).times(new Complex(1.0 / k, 0));
            sum = sum.plus(term);
        }
        for (int i = 0; i < SQUARINGS; i++) {
            sum = sum.times(sum);
        }
        return sum;
    }
}
