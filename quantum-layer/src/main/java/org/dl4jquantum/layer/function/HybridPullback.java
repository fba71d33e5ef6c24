package org.dl4jquantum.layer.function;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The vector-Jacobian product of a {@link HybridFunction} at the inputs and weights of one forward pass, made by
 * {@link HybridFunction#differentiate}. For one thread at a time.
 */
public final class HybridPullback implements AutoCloseable {
    private final ArrayPullback pullback;

    HybridPullback(ArrayPullback pullback) {
        this.pullback = pullback;
    }

    /** Whether the forward pass had these inputs and weights, in this iteration. */
    public boolean isAt(INDArray inputs, INDArray weights, long iteration) {
        return pullback.isAt(
                ArrayArguments.matrix("inputs", inputs), ArrayArguments.row("weights", weights), iteration);
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given, at the inputs and weights that the forward pass
     * had.
     *
     * @param outputCotangent {@code dL/dy}
     * @param inputGradient {@code dL/dx}, written
     * @param weightGradient {@code dL/dw}, summed over the batch, written; an empty array where the node has no weights
     * @throws IllegalArgumentException if a shape or type does not fit
     * @throws IllegalStateException after {@link #close}
     */
    public void backward(INDArray outputCotangent, INDArray inputGradient, INDArray weightGradient) {
        INDArray dx = ArrayArguments.writableMatrix("input gradient", inputGradient);
        INDArray dw = ArrayArguments.writableRow("weight gradient", weightGradient);
        pullback.backward(ArrayArguments.matrix("output cotangent", outputCotangent), dx, dw);
        ArrayArguments.deliver(dx, inputGradient);
        ArrayArguments.deliver(dw, weightGradient);
    }

    /** Bytes of states that are kept, 0 where the circuit runs again. */
    public long bytesHeld() {
        return pullback.bytesHeld();
    }

    /** Lets go of what is kept. */
    @Override
    public void close() {
        pullback.close();
    }
}
