package org.dl4jquantum.benchmarks.device;

import java.util.Arrays;
import org.dl4jquantum.benchmarks.compare.Cases;
import org.dl4jquantum.benchmarks.compare.Numbers;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.CircuitPullback;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;

/** A training step's work on a circuit of the family of W1 to W4, and all numbers that come of it. */
final class Step {
    private final Precision precision;
    private final int batch;
    private final QuantumNode node;
    private final CircuitFunction function;

    Step(String engine, Precision precision, int batch, int qubits, int layers, MemoryMode memory) {
        this.precision = precision;
        this.batch = batch;
        node = QuantumNode.of(Cases.layered(qubits, layers), PauliZ.onEach(qubits))
                .withEngine(engine)
                .withMemory(memory);
        function = node.compile(precision);
    }

    /** Values and gradients. */
    double[] run() {
        RealView y = Numbers.zeros(batch, node.numOutputs(), precision);
        RealView dx = Numbers.zeros(batch, node.numInputs(), precision);
        RealView dw = Numbers.zeros(1, node.numWeights(), precision);
        try (CircuitPullback pullback = function.differentiate(x(), w(), y, RandomKey.INFERENCE)) {
            pullback.backward(Numbers.cotangents(batch, node.numOutputs(), precision), dx, dw);
        }
        return all(y, dx, dw);
    }

    /** A forward pass alone, whose states are kept until what it returns is closed. */
    CircuitPullback keep() {
        return function.differentiate(
                x(), w(), Numbers.zeros(batch, node.numOutputs(), precision), RandomKey.INFERENCE);
    }

    private RealView x() {
        return Numbers.inputs(batch, node.numInputs(), precision);
    }

    private RealView w() {
        return Numbers.weights(node.numWeights(), precision);
    }

    private static double[] all(RealView... views) {
        double[] numbers = new double
                [Arrays.stream(views)
                        .mapToInt(view -> view.rows() * view.columns())
                        .sum()];
        int k = 0;
        for (RealView view : views) {
            for (int row = 0; row < view.rows(); row++) {
                for (int column = 0; column < view.columns(); column++) {
                    numbers[k++] = view.get(row, column);
                }
            }
        }
        return numbers;
    }

    /** How many numbers do not have the same bits; all of them where there are not as many. */
    static int different(double[] a, double[] b) {
        if (a.length != b.length) {
            return Math.max(a.length, b.length);
        }
        int count = 0;
        for (int k = 0; k < a.length; k++) {
            count += Double.doubleToRawLongBits(a[k]) == Double.doubleToRawLongBits(b[k]) ? 0 : 1;
        }
        return count;
    }
}
