package org.dl4jquantum.benchmarks.compare;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;

/** Inputs, weights and cotangents by formula, so that every simulator can make them itself; and sums of results. */
public final class Numbers {
    private Numbers() {}

    /** Row b of the inputs is {@code sin(1 + b n + i)}. */
    public static RealView inputs(int batch, int numInputs, Precision precision) {
        return filled(batch, numInputs, precision, k -> Math.sin(1 + k));
    }

    /** Weight j is {@code cos(1 + j)}. */
    public static RealView weights(int count, Precision precision) {
        return filled(1, count, precision, j -> Math.cos(1 + j));
    }

    /** The cotangent of output k is {@code 1 / (1 + k)} for every sample: the loss is that weighted sum of outputs. */
    public static RealView cotangents(int batch, int numOutputs, Precision precision) {
        return filled(batch, numOutputs, precision, k -> 1. / (1 + k % numOutputs));
    }

    public static RealView zeros(int rows, int columns, Precision precision) {
        return filled(rows, columns, precision, k -> 0);
    }

    private static RealView filled(int rows, int columns, Precision precision, IntToDoubleFunction value) {
        double[] values = IntStream.range(0, rows * columns).mapToDouble(value).toArray();
        if (precision == Precision.DOUBLE) {
            return RealView.of(values, rows, columns);
        }
        float[] floats = new float[values.length];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = (float) values[k];
        }
        return RealView.of(floats, rows, columns);
    }

    /** {@code sum a b} over all elements. */
    static double dot(RealView a, RealView b) {
        return sum(a, k -> b.get(k / b.columns(), k % b.columns()));
    }

    /** {@code sum |a|}. */
    static double sumOfMagnitudes(RealView a) {
        return sum(a, k -> Math.signum(a.get(k / a.columns(), k % a.columns())));
    }

    /** {@code sum_k a_k cos(k)} over the elements row by row: sees signs and places. */
    static double signedSum(RealView a) {
        return sum(a, Math::cos);
    }

    private static double sum(RealView a, IntToDoubleFunction factor) {
        double sum = 0;
        for (int k = 0; k < a.rows() * a.columns(); k++) {
            sum += a.get(k / a.columns(), k % a.columns()) * factor.applyAsDouble(k);
        }
        return sum;
    }
}
