package org.dl4jquantum.sim.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;

/** A compiled node at a batch of inputs and weights, on plain arrays. */
final class Evaluation {
    private static final double STEP = 1e-5;

    final double[] x;
    final double[] w;
    private final CircuitFunction function;
    private final int batch;

    Evaluation(CircuitFunction function, int batch, double[] x, double[] w) {
        this.function = function;
        this.batch = batch;
        this.x = x;
        this.w = w;
    }

    /** At random inputs and weights in -1..1. */
    static Evaluation random(QuantumNode node, int batch, long seed) {
        return new Evaluation(
                node.compile(Precision.DOUBLE),
                batch,
                RandomCircuits.numbers(batch * node.numInputs(), seed),
                RandomCircuits.numbers(node.numWeights(), seed + 1));
    }

    double[] outputs() {
        return outputs(x, w);
    }

    private double[] outputs(double[] inputs, double[] weights) {
        double[] y = new double[batch * function.node().numOutputs()];
        function.forward(inputs(inputs), weights(weights), ofOutputs(y), 0);
        return y;
    }

    /** {@code dL/dx}, then {@code dL/dw}. */
    double[] gradient(double[] cotangent) {
        double[] dx = new double[x.length];
        double[] dw = new double[w.length];
        function.backward(inputs(x), weights(w), ofOutputs(cotangent), inputs(dx), weights(dw), 0);
        return concatenate(dx, dw);
    }

    /** The same by way of a forward pass, whose outputs are right. */
    double[] pulledBack(double[] cotangent) {
        double[] y = new double[cotangent.length];
        double[] dx = new double[x.length];
        double[] dw = new double[w.length];
        try (CircuitPullback pullback = function.differentiate(inputs(x), weights(w), ofOutputs(y), 0)) {
            pullback.backward(ofOutputs(cotangent), inputs(dx), weights(dw));
        }
        assertArrayEquals(outputs(), y);
        return concatenate(dx, dw);
    }

    /** Central differences of {@code sum cotangent · y} in the order of {@link #gradient}. */
    double[] differences(double[] cotangent) {
        double[] at = concatenate(x, w);
        double[] differences = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            differences[i] = (loss(at, i, STEP, cotangent) - loss(at, i, -STEP, cotangent)) / (2 * STEP);
        }
        return differences;
    }

    private double loss(double[] at, int index, double shift, double[] cotangent) {
        double[] shifted = at.clone();
        shifted[index] += shift;
        double[] inputs = Arrays.copyOf(shifted, x.length);
        double[] y = outputs(inputs, Arrays.copyOfRange(shifted, x.length, at.length));
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            loss += cotangent[i] * y[i];
        }
        return loss;
    }

    private RealView inputs(double[] values) {
        return RealView.of(values, batch, function.node().numInputs());
    }

    private RealView weights(double[] values) {
        return RealView.of(values, 1, function.node().numWeights());
    }

    private RealView ofOutputs(double[] values) {
        return RealView.of(values, batch, function.node().numOutputs());
    }

    private static double[] concatenate(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
