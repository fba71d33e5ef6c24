package org.dl4jquantum.sim.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The angles of a circuit as flat arrays: evaluates all slots of a batch, and chains a gradient with respect to angles
 * to inputs and weights. Holds no state, so threads may share it.
 */
public final class AngleTable {
    private final int numInputs;
    private final boolean[] shared;
    /** Monomials of slot s are {@code slotStart[s] .. slotStart[s + 1] - 1}. */
    private final int[] slotStart;

    private final double[] coefficient;
    /** Variables of each monomial: input i as i, weight i as ~i. */
    private final int[][] variables;

    public AngleTable(Circuit circuit) {
        List<Angle> angles = circuit.angles();
        numInputs = circuit.numInputs();
        shared = new boolean[angles.size()];
        slotStart = new int[angles.size() + 1];
        for (int slot = 0; slot < angles.size(); slot++) {
            shared[slot] = angles.get(slot).isShared();
            slotStart[slot + 1] = slotStart[slot] + angles.get(slot).terms().size();
        }
        List<Angle.Monomial> terms =
                angles.stream().flatMap(angle -> angle.terms().stream()).toList();
        coefficient = terms.stream().mapToDouble(Angle.Monomial::coefficient).toArray();
        variables = terms.stream().map(AngleTable::variablesOf).toArray(int[][]::new);
    }

    private static int[] variablesOf(Angle.Monomial term) {
        return IntStream.concat(
                        term.inputs().stream().mapToInt(i -> i),
                        term.weights().stream().mapToInt(i -> ~i))
                .toArray();
    }

    /**
     * Evaluates every slot.
     *
     * @param inputs row-major [batch, numInputs]
     * @param weights [numWeights]
     */
    public Angles evaluate(double[] inputs, double[] weights, int batch) {
        Angles angles = room(batch);
        evaluate(inputs, weights, angles);
        return angles;
    }

    /** Angles of so many samples, for {@link #evaluate(double[], double[], Angles)}. */
    public Angles room(int batch) {
        return new Angles(batch, shared);
    }

    /**
     * Evaluates every slot.
     *
     * @param inputs row-major [batch, numInputs]
     * @param weights [numWeights]
     * @param angles of {@link #room}, written
     */
    public void evaluate(double[] inputs, double[] weights, Angles angles) {
        double[] values = angles.values();
        for (int slot = 0; slot < shared.length; slot++) {
            int start = angles.index(slot, 0);
            int end = start + (shared[slot] ? 1 : angles.batch());
            Arrays.fill(values, start, end, 0);
            for (int term = slotStart[slot]; term < slotStart[slot + 1]; term++) {
                int[] factors = variables[term];
                if (isOneInput(factors)) {
                    addColumn(values, start, end, coefficient[term], inputs, factors[0]);
                    continue;
                }
                int first = 0;
                for (int place = start; place < end; place++, first += numInputs) {
                    values[place] += coefficient[term] * product(factors, -1, inputs, weights, first);
                }
            }
        }
    }

    /**
     * Adds {@code dL/dinput} and {@code dL/dweight} for a given {@code dL/dangle}.
     *
     * @param angles as {@link #evaluate} returned them
     * @param angleGradient in the layout of {@code angles}
     * @param inputGradient row-major [batch, numInputs], added to
     * @param weightGradient [numWeights], added to
     */
    public void chain(
            Angles angles,
            double[] angleGradient,
            double[] inputs,
            double[] weights,
            double[] inputGradient,
            double[] weightGradient) {
        for (int slot = 0; slot < shared.length; slot++) {
            int start = angles.index(slot, 0);
            int end = start + (shared[slot] ? 1 : angles.batch());
            for (int term = slotStart[slot]; term < slotStart[slot + 1]; term++) {
                int[] factors = variables[term];
                if (isOneInput(factors)) {
                    addToColumn(inputGradient, factors[0], coefficient[term], angleGradient, start, end);
                    continue;
                }
                for (int i = 0; i < factors.length; i++) {
                    boolean input = factors[i] >= 0;
                    double[] gradients = input ? inputGradient : weightGradient;
                    int to = input ? factors[i] : ~factors[i];
                    int first = 0;
                    for (int place = start; place < end; place++, first += numInputs) {
                        double slope = coefficient[term] * product(factors, i, inputs, weights, first);
                        gradients[input ? first + to : to] += angleGradient[place] * slope;
                    }
                }
            }
        }
    }

    /** Most angles that samples have of their own are one input, and worth a loop without a product. */
    private static boolean isOneInput(int[] factors) {
        return factors.length == 1 && factors[0] >= 0;
    }

    private void addColumn(double[] values, int start, int end, double factor, double[] inputs, int column) {
        int from = column;
        for (int place = start; place < end; place++, from += numInputs) {
            values[place] += factor * inputs[from];
        }
    }

    private void addToColumn(double[] gradient, int column, double factor, double[] from, int start, int end) {
        int to = column;
        for (int place = start; place < end; place++, to += numInputs) {
            gradient[to] += factor * from[place];
        }
    }

    /** Of all factors but one. */
    private static double product(int[] factors, int left, double[] inputs, double[] weights, int first) {
        double product = 1;
        for (int i = 0; i < factors.length; i++) {
            if (i != left) {
                product *= factors[i] >= 0 ? inputs[first + factors[i]] : weights[~factors[i]];
            }
        }
        return product;
    }
}
