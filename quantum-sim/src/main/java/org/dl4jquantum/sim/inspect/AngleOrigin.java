package org.dl4jquantum.sim.inspect;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jquantum.sim.circuit.Angle;

/**
 * Where an angle comes from.
 *
 * @param expression of inputs and weights
 * @param radians what it comes to
 * @param inputs values of the inputs in it, by their index
 * @param weights values of the weights in it, by their index
 */
public record AngleOrigin(
        Angle expression, double radians, SortedMap<Integer, Double> inputs, SortedMap<Integer, Double> weights) {

    static AngleOrigin of(Angle expression, double[] inputs, double[] weights) {
        SortedMap<Integer, Double> x = new TreeMap<>();
        SortedMap<Integer, Double> w = new TreeMap<>();
        for (Angle.Monomial term : expression.terms()) {
            term.inputs().forEach(i -> x.put(i, inputs[i]));
            term.weights().forEach(i -> w.put(i, weights[i]));
        }
        return new AngleOrigin(expression, expression.evaluate(inputs, weights), x, w);
    }

    /** Such as {@code 2.0*x0 + w3 = 1.2500 (x0 = 0.5000, w3 = 0.2500)}. */
    @Override
    public String toString() {
        String variables =
                Stream.concat(named("x", inputs), named("w", weights)).collect(Collectors.joining(", "));
        String value = String.format(Locale.ROOT, "%.4f", radians);
        if (variables.isEmpty()) {
            return value;
        }
        String equation = expression + " = " + value;
        return equation.equals(variables) ? equation : equation + " (" + variables + ")";
    }

    private static Stream<String> named(String variable, Map<Integer, Double> values) {
        return values.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s%d = %.4f", variable, entry.getKey(), entry.getValue()));
    }
}
