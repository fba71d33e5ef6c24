package org.dl4jquantum.sim.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;

/**
 * The exact derivative of an expectation value as a weighted sum of the value at shifted angles, {@code f'(t) = sum_k
 * c_k f(t + s_k)}.
 *
 * <p>For a gate {@code exp(-i t G)} the value is a trigonometric polynomial whose frequencies are the differences of
 * eigenvalues of G. With R frequencies, R pairs of opposite shifts and R equations {@code sum_k 2 c_k sin(w s_k) = w}
 * determine the weights (D. Wierichs et al., "General parameter-shift rules for quantum gradients", arXiv:2107.12390).
 *
 * @param terms the pairs (s_k, c_k)
 */
public record ShiftRule(List<Term> terms) {
    private static final double SAME_FREQUENCY = 1e-9;

    /**
     * One evaluation.
     *
     * @param shift s_k in radians
     * @param weight c_k
     */
    public record Term(double shift, double weight) {}

    /**
     * The rule for a gate with one angle.
     *
     * @throws UnsupportedOperationException if the gate has no single generator
     */
    public static ShiftRule of(Gate gate) {
        if (!(gate.body() instanceof Rotation rotation)) {
            throw new UnsupportedOperationException(
                    gate.symbol() + ": has no single generator, only gates with one angle have one");
        }
        // A Pauli word has the eigenvalues 1 and -1 however long it is, and controls add a 0 however many there are:
        // one
        // letter and one control say all, and no matrix grows with the gate.
        boolean flips = rotation.word().support() != 0;
        PauliString letter = flips ? PauliString.of("Z") : PauliString.of("");
        Rotation alike = new Rotation(letter, rotation.scale());
        return ofFrequencies(
                frequencies(alike.generator(Math.min(1, gate.numControls())).matrix()));
    }

    /**
     * The rule for a value with these frequencies.
     *
     * @param frequencies positive and distinct, ascending; without any the value is constant and the rule empty
     */
    public static ShiftRule ofFrequencies(double... frequencies) {
        int pairs = frequencies.length;
        if (pairs == 0) {
            return new ShiftRule(List.of());
        }
        double[] shifts = new double[pairs];
        // Equidistant shifts keep the equations well conditioned for equidistant frequencies, the usual case.
        for (int k = 0; k < pairs; k++) {
            shifts[k] = (2 * k + 1) * Math.PI / (2 * frequencies[pairs - 1]);
        }
        RealMatrix equations = new Array2DRowRealMatrix(pairs, pairs);
        for (int row = 0; row < pairs; row++) {
            for (int k = 0; k < pairs; k++) {
                equations.setEntry(row, k, 2 * Math.sin(frequencies[row] * shifts[k]));
            }
        }
        DecompositionSolver solver = new LUDecomposition(equations).getSolver();
        if (!solver.isNonSingular()) {
            throw new IllegalArgumentException("shift rule: frequencies " + Arrays.toString(frequencies)
                    + " do not determine one, distinct positive ones are needed");
        }
        double[] solution = solver.solve(new ArrayRealVector(frequencies)).toArray();
        List<Term> terms = new ArrayList<>();
        for (int k = 0; k < pairs; k++) {
            terms.add(new Term(shifts[k], solution[k]));
            terms.add(new Term(-shifts[k], -solution[k]));
        }
        return new ShiftRule(terms);
    }

    /** The distinct positive differences of eigenvalues of a Hermitian matrix, ascending. */
    static double[] frequencies(ComplexMatrix generator) {
        int n = generator.size();
        // A + iB has the eigenvalues of [[A, -B], [B, A]], each twice.
        RealMatrix real = new Array2DRowRealMatrix(2 * n, 2 * n);
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                real.setEntry(row, column, generator.re(row, column));
                real.setEntry(row + n, column + n, generator.re(row, column));
                real.setEntry(row, column + n, -generator.im(row, column));
                real.setEntry(row + n, column, generator.im(row, column));
            }
        }
        double[] eigenvalues = new EigenDecomposition(real).getRealEigenvalues();
        double[] differences = Arrays.stream(eigenvalues)
                .flatMap(a -> Arrays.stream(eigenvalues).map(b -> a - b))
                .filter(difference -> difference > SAME_FREQUENCY)
                .sorted()
                .toArray();
        double[] distinct = new double[differences.length];
        int count = 0;
        for (double difference : differences) {
            if (count == 0 || difference - distinct[count - 1] > SAME_FREQUENCY) {
                distinct[count++] = difference;
            }
        }
        return Arrays.copyOf(distinct, count);
    }
}
