package org.dl4jquantum.layer.function;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.CircuitPullback;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A quantum node as a function {@code y = f(x, w)} of INDArrays: x [batch, numInputs], w [numWeights] or [1, numWeights],
 * y [batch, numOutputs]. It computes in the node's precision where that is fixed; else in double where y is DOUBLE, and in
 * float otherwise. Half types are converted. Safe to use from several threads.
 */
public final class HybridFunction {
    private final QuantumNode node;
    /** Compiled on first use in a precision. */
    private final Map<Precision, CircuitFunction> compiled = new ConcurrentHashMap<>();

    /**
     * A function of arrays in host memory.
     *
     * @throws UnsupportedOperationException if ND4J's arrays live elsewhere
     */
    public HybridFunction(QuantumNode node) {
        OpExecutioner executioner = Nd4j.getExecutioner();
        if (executioner.type() != OpExecutioner.ExecutionerType.NATIVE_CPU) {
            throw new UnsupportedOperationException("quantum node: ND4J runs on " + executioner.type()
                    + ", only backend nd4j-native (NATIVE_CPU) is supported");
        }
        this.node = node;
    }

    /** What the function computes. */
    public QuantumNode node() {
        return node;
    }

    /** The engine that runs it for outputs of this type: the one that {@code auto} chose. */
    public String engineName(DataType type) {
        return compiled(type).engineName();
    }

    /** Returns y, of the type of x, which is a floating-point type. */
    public INDArray output(INDArray inputs, INDArray weights) {
        INDArray outputs = Nd4j.createUninitialized(inputs.dataType(), inputs.size(0), node.numOutputs());
        forward(inputs, weights, outputs, RandomKey.INFERENCE);
        return outputs;
    }

    /**
     * Computes y.
     *
     * @param inputs x
     * @param weights w; an empty array where the node has none
     * @param outputs y, written
     * @param iteration training iteration, or {@link RandomKey#INFERENCE}: names the random numbers of shots
     * @throws IllegalArgumentException if a shape or type does not fit, or a number is NaN or infinite
     */
    public void forward(INDArray inputs, INDArray weights, INDArray outputs, long iteration) {
        INDArray y = writable("outputs", outputs);
        compiled(outputs.dataType())
                .forward(
                        NDArrayViews.matrix("inputs", readable(inputs)),
                        NDArrayViews.row("weights", readable(weights)),
                        NDArrayViews.matrix("outputs", y),
                        iteration);
        deliver(y, outputs);
    }

    /**
     * Computes y as {@link #forward} does, and stores states where the node's memory mode says so, so that the gradient
     * afterwards need not run the circuit again.
     *
     * @return to be closed after use
     * @throws IllegalArgumentException as {@link #forward} does
     */
    public HybridPullback differentiate(INDArray inputs, INDArray weights, INDArray outputs, long iteration) {
        INDArray y = writable("outputs", outputs);
        CircuitPullback pullback = compiled(outputs.dataType())
                .differentiate(
                        NDArrayViews.matrix("inputs", readable(inputs)),
                        NDArrayViews.row("weights", readable(weights)),
                        NDArrayViews.matrix("outputs", y),
                        iteration);
        deliver(y, outputs);
        return new HybridPullback(pullback);
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given.
     *
     * @param outputCotangent {@code dL/dy}
     * @param inputGradient {@code dL/dx}, written
     * @param weightGradient {@code dL/dw}, summed over the batch, written; an empty array where the node has no weights
     * @throws IllegalArgumentException if a shape or type does not fit, or a number is NaN or infinite
     */
    public void backward(
            INDArray inputs,
            INDArray weights,
            INDArray outputCotangent,
            INDArray inputGradient,
            INDArray weightGradient,
            long iteration) {
        INDArray dx = writable("input gradient", inputGradient);
        INDArray dw = writable("weight gradient", weightGradient);
        compiled(outputCotangent.dataType())
                .backward(
                        NDArrayViews.matrix("inputs", readable(inputs)),
                        NDArrayViews.row("weights", readable(weights)),
                        NDArrayViews.matrix("output cotangent", readable(outputCotangent)),
                        NDArrayViews.matrix("input gradient", dx),
                        NDArrayViews.row("weight gradient", dw),
                        iteration);
        deliver(dx, inputGradient);
        deliver(dw, weightGradient);
    }

    private CircuitFunction compiled(DataType type) {
        Precision ofNumbers = type == DataType.DOUBLE ? Precision.DOUBLE : Precision.FLOAT;
        return compiled.computeIfAbsent(node.precision().orElse(ofNumbers), node::compile);
    }

    static INDArray readable(INDArray array) {
        return array.isEmpty() || NDArrayViews.isDirect(array.dataType()) ? array : array.castTo(DataType.FLOAT);
    }

    static INDArray writable(String subject, INDArray array) {
        if (!array.dataType().isFPType()) {
            throw new IllegalArgumentException(
                    subject + ": type " + array.dataType() + " received, a floating-point type is needed");
        }
        return array.isEmpty() || NDArrayViews.isDirect(array.dataType())
                ? array
                : Nd4j.createUninitialized(DataType.FLOAT, array.shape());
    }

    static void deliver(INDArray computed, INDArray wanted) {
        if (computed != wanted) {
            wanted.assign(computed);
        }
    }
}
