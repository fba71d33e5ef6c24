package org.dl4jquantum.sim.observable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;

/**
 * A Hermitian observable {@code sum_k c_k P_k}: real coefficients times Pauli strings on the same qubits.
 *
 * @param numQubits qubits every string has
 * @param terms the weighted strings
 */
public record PauliSum(int numQubits, List<Term> terms) {

    /**
     * One weighted string.
     *
     * @param coefficient finite real weight
     * @param string the Pauli string
     */
    public record Term(double coefficient, PauliString string) {
        public Term {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException(
                        "Pauli string " + string + ": coefficient " + coefficient + ", a finite number is needed");
            }
        }
    }

    public PauliSum {
        terms = List.copyOf(terms);
        for (Term term : terms) {
            if (term.string().numQubits() != numQubits) {
                throw new IllegalArgumentException("PauliSum: string " + term.string() + " has "
                        + term.string().numQubits() + " qubits, the sum has " + numQubits);
            }
        }
    }

    /** One string with weight 1, read from text such as {@code "ZXI"}. */
    public static PauliSum of(String text) {
        return of(PauliString.of(text));
    }

    /** One string with weight 1. */
    public static PauliSum of(PauliString string) {
        return new PauliSum(string.numQubits(), List.of(new Term(1, string)));
    }

    /**
     * A sum from texts and their weights, in the map's order.
     *
     * @throws IllegalArgumentException if the map is empty or lengths differ
     */
    public static PauliSum of(Map<String, Double> coefficients) {
        List<Term> terms = new ArrayList<>();
        coefficients.forEach((text, weight) -> terms.add(new Term(weight, PauliString.of(text))));
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("PauliSum: no terms given, at least one is needed");
        }
        return new PauliSum(terms.get(0).string().numQubits(), terms);
    }

    /** The sum of both, strings that occur twice collected. */
    public PauliSum plus(PauliSum other) {
        Map<PauliString, Double> collected = new LinkedHashMap<>();
        terms.forEach(term -> collected.merge(term.string(), term.coefficient(), Double::sum));
        other.terms.forEach(term -> collected.merge(term.string(), term.coefficient(), Double::sum));
        List<Term> sum = new ArrayList<>();
        collected.forEach((string, weight) -> sum.add(new Term(weight, string)));
        return new PauliSum(numQubits, sum);
    }

    public PauliSum times(double factor) {
        return new PauliSum(
                numQubits,
                terms.stream()
                        .map(term -> new Term(term.coefficient() * factor, term.string()))
                        .toList());
    }

    /** The {@code 2^numQubits} square matrix; exponential, for small sums. */
    public ComplexMatrix matrix() {
        ComplexMatrix sum = ComplexMatrix.identity(1 << numQubits).times(Complex.ZERO);
        for (Term term : terms) {
            sum = sum.plus(term.string().matrix().times(new Complex(term.coefficient(), 0)));
        }
        return sum;
    }
}
