package org.dl4jquantum.sim.engine.strange;

import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/** What is read from final amplitudes, in double. */
final class FinalState {
    /** Real and imaginary parts in turn. */
    private final double[] parts;

    FinalState(double[] parts) {
        this.parts = parts;
    }

    double[] measure(Measurement measurement, int numQubits) {
        double[] y = new double[measurement.numOutputs(numQubits)];
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < y.length; k++) {
                for (PauliSum.Term term : expectations.observables().get(k).terms()) {
                    y[k] += term.coefficient() * expectation(term.string());
                }
            }
            return y;
        }
        if (measurement instanceof Probabilities probabilities) {
            for (int index = 0; index < parts.length / 2; index++) {
                y[probabilities.outcome(index)] += re(index) * re(index) + im(index) * im(index);
            }
            return y;
        }
        return parts;
    }

    /** {@code Re sum_p conj(psi_{p^x}) i^y (-1)^{|p&z|} psi_p}, y the number of Y letters. */
    private double expectation(PauliString string) {
        double sum = 0;
        boolean imaginary = (string.numY() & 1) == 1;
        for (int index = 0; index < parts.length / 2; index++) {
            int image = index ^ (int) string.xMask();
            double sign = 1 - 2 * (Long.bitCount(index & string.zMask()) & 1);
            sum += sign
                    * (imaginary
                            ? im(image) * re(index) - re(image) * im(index)
                            : re(image) * re(index) + im(image) * im(index));
        }
        return (string.numY() & 2) == 0 ? sum : -sum;
    }

    private double re(int index) {
        return parts[2 * index];
    }

    private double im(int index) {
        return parts[2 * index + 1];
    }
}
