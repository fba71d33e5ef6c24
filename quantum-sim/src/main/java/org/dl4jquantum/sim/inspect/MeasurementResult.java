package org.dl4jquantum.sim.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jquantum.sim.draw.OutputLabels;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;

/**
 * What was measured at the end of a circuit, for one sample.
 *
 * @param node what was run, with how many shots
 * @param labels what each value is: {@code ⟨Z0⟩}, or the bits of an outcome
 * @param values expectations or probabilities
 * @param standardErrors of the values: all zero where they are exact, infinite after a single shot
 */
public record MeasurementResult(
        QuantumNode node, List<String> labels, List<Double> values, List<Double> standardErrors) {

    public MeasurementResult {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
        standardErrors = List.copyOf(standardErrors);
    }

    /**
     * Measures as a layer does in inference: the node's seed decides the shots.
     *
     * @param inputs one for every input of the circuit
     * @param weights one for every weight
     * @throws IllegalArgumentException if there are more or fewer, one is NaN or infinite, or the node asks for the state
     *     vector, which is a {@link QuantumState}
     */
    public static MeasurementResult of(QuantumNode node, double[] inputs, double[] weights) {
        if (!(node.measurement() instanceof Expectations || node.measurement() instanceof Probabilities)) {
            throw new IllegalArgumentException("measurement result: the node gives the state vector, expectations or"
                    + " probabilities are needed; QuantumState.of shows states");
        }
        CircuitFunction function = node.compile(Precision.DOUBLE);
        double[] values = new double[node.numOutputs()];
        double[] errors = new double[node.numOutputs()];
        if (node.shots() == 0) {
            function.forward(
                    QuantumState.row(inputs), QuantumState.row(weights), QuantumState.row(values), RandomKey.INFERENCE);
        } else {
            function.estimate(
                    QuantumState.row(inputs),
                    QuantumState.row(weights),
                    QuantumState.row(values),
                    QuantumState.row(errors),
                    RandomKey.INFERENCE);
        }
        return new MeasurementResult(
                node,
                OutputLabels.of(node.measurement(), node.circuit().numQubits()),
                Arrays.stream(values).boxed().toList(),
                Arrays.stream(errors).boxed().toList());
    }

    /** Measurements of each value, 0 where they are exact. */
    public int shots() {
        return node.shots();
    }

    /** Whether the values are probabilities of outcomes; otherwise expectations. */
    public boolean isProbabilities() {
        return node.measurement() instanceof Probabilities;
    }

    /**
     * How often every outcome came.
     *
     * @throws IllegalStateException if the values are expectations, or exact
     */
    public List<Long> counts() {
        if (!isProbabilities() || shots() == 0) {
            throw new IllegalStateException(
                    "measurement result: counts are there for probabilities from shots, these are "
                            + (isProbabilities() ? "exact probabilities" : "expectations"));
        }
        return values.stream().map(value -> Math.round(value * shots())).toList();
    }

    /** One line for every value, with its standard error where there are shots. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(shots() == 0 ? "exact\n" : shots() + " shots\n");
        for (int k = 0; k < values.size(); k++) {
            String error = shots() == 0 ? "" : String.format(Locale.ROOT, " ± %.4f", standardErrors.get(k));
            text.append(String.format(Locale.ROOT, "%s  %.4f%s\n", labels.get(k), values.get(k), error));
        }
        return text.toString();
    }
}
