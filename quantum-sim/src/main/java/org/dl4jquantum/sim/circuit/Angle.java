package org.dl4jquantum.sim.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The angle of a gate in radians: a polynomial in the inputs x and the weights w of a circuit, such as {@code 2*x0},
 * {@code w3*x0 + w4} or {@code (pi - x0)*(pi - x1)}. It is kept expanded, as a sum of monomials, so that equal
 * polynomials are equal objects and derivatives are read off.
 *
 * @param terms the monomials, in a fixed order, none with coefficient 0
 */
public record Angle(List<Monomial> terms) {
    private static final int MAX_INDEX = (1 << 30) - 1;

    /**
     * A coefficient times a product of variables.
     *
     * @param coefficient finite
     * @param inputs indices of inputs, ascending, repeated for powers
     * @param weights indices of weights, ascending, repeated for powers
     */
    public record Monomial(double coefficient, List<Integer> inputs, List<Integer> weights) {
        public Monomial {
            inputs = inputs.stream().sorted().toList();
            weights = weights.stream().sorted().toList();
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("angle: coefficient " + coefficient + ", a finite number is needed");
            }
            checkIndices("input", inputs);
            checkIndices("weight", weights);
        }

        private static void checkIndices(String kind, List<Integer> indices) {
            for (int index : indices) {
                if (index < 0 || index > MAX_INDEX) {
                    throw new IllegalArgumentException("angle: " + kind + " " + index + " outside 0.." + MAX_INDEX);
                }
            }
        }

        private String variables() {
            return inputs.stream().map(i -> "x" + i).collect(Collectors.joining("*"))
                    + (inputs.isEmpty() || weights.isEmpty() ? "" : "*")
                    + weights.stream().map(i -> "w" + i).collect(Collectors.joining("*"));
        }
    }

    public Angle {
        Map<String, Monomial> collected = new TreeMap<>();
        for (Monomial term : terms) {
            collected.merge(
                    term.variables(),
                    term,
                    (a, b) -> new Monomial(a.coefficient() + b.coefficient(), a.inputs(), a.weights()));
        }
        terms = collected.values().stream()
                .filter(term -> term.coefficient() != 0)
                .toList();
    }

    /** An angle that never changes. */
    public static Angle constant(double radians) {
        return new Angle(List.of(new Monomial(radians, List.of(), List.of())));
    }

    /** Input {@code index} of the sample. */
    public static Angle input(int index) {
        return new Angle(List.of(new Monomial(1, List.of(index), List.of())));
    }

    /** Weight {@code index}, shared by all samples. */
    public static Angle weight(int index) {
        return new Angle(List.of(new Monomial(1, List.of(), List.of(index))));
    }

    /**
     * Reads what {@link #toString} writes: monomials joined by {@code " + "}, factors joined by {@code "*"}, such as
     * {@code 2.0*x0 + w3*x0}.
     *
     * @throws IllegalArgumentException naming the factor that is no number, x or w variable
     */
    public static Angle parse(String text) {
        Angle sum = constant(0);
        for (String monomial : text.split(" \\+ ", -1)) {
            Angle product = constant(1);
            for (String factor : monomial.split("\\*", -1)) {
                product = product.times(parseFactor(factor, text));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private static Angle parseFactor(String factor, String text) {
        try {
            if (factor.startsWith("x")) {
                return input(Integer.parseInt(factor.substring(1)));
            }
            if (factor.startsWith("w")) {
                return weight(Integer.parseInt(factor.substring(1)));
            }
            return constant(Double.parseDouble(factor));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "angle \"" + text + "\": factor \"" + factor + "\", allowed are a number, x<index> or w<index>", e);
        }
    }

    public Angle plus(Angle other) {
        List<Monomial> sum = new ArrayList<>(terms);
        sum.addAll(other.terms);
        return new Angle(sum);
    }

    public Angle minus(Angle other) {
        return plus(other.times(-1));
    }

    public Angle times(double factor) {
        return times(constant(factor));
    }

    public Angle times(Angle other) {
        List<Monomial> product = new ArrayList<>();
        for (Monomial a : terms) {
            for (Monomial b : other.terms) {
                product.add(new Monomial(
                        a.coefficient() * b.coefficient(),
                        concatenate(a.inputs(), b.inputs()),
                        concatenate(a.weights(), b.weights())));
            }
        }
        return new Angle(product);
    }

    /** The angle with numbers in place of its weights. */
    Angle withWeights(double... values) {
        return new Angle(terms.stream()
                .map(term -> new Monomial(
                        term.weights().stream().mapToDouble(i -> values[i]).reduce(term.coefficient(), (a, b) -> a * b),
                        term.inputs(),
                        List.of()))
                .toList());
    }

    /** Whether the angle has one value for the whole batch: it depends on no input. */
    public boolean isShared() {
        return terms.stream().allMatch(term -> term.inputs().isEmpty());
    }

    /** Whether the angle depends on neither inputs nor weights. */
    public boolean isConstant() {
        return numInputs() == 0 && numWeights() == 0;
    }

    /** One more than the highest input index, 0 without inputs. */
    public int numInputs() {
        return terms.stream()
                .flatMap(t -> t.inputs().stream())
                .mapToInt(i -> i + 1)
                .max()
                .orElse(0);
    }

    /** One more than the highest weight index, 0 without weights. */
    public int numWeights() {
        return terms.stream()
                .flatMap(t -> t.weights().stream())
                .mapToInt(i -> i + 1)
                .max()
                .orElse(0);
    }

    /** The value for inputs {@code x} and weights {@code w}. */
    public double evaluate(double[] x, double[] w) {
        double sum = 0;
        for (Monomial term : terms) {
            double product = term.coefficient();
            for (int i : term.inputs()) {
                product *= x[i];
            }
            for (int i : term.weights()) {
                product *= w[i];
            }
            sum += product;
        }
        return sum;
    }

    @Override
    public String toString() {
        if (terms.isEmpty()) {
            return "0";
        }
        return terms.stream().map(Angle::format).collect(Collectors.joining(" + "));
    }

    private static String format(Monomial term) {
        if (term.variables().isEmpty()) {
            return String.valueOf(term.coefficient());
        }
        return term.coefficient() == 1 ? term.variables() : term.coefficient() + "*" + term.variables();
    }

    private static List<Integer> concatenate(List<Integer> a, List<Integer> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
