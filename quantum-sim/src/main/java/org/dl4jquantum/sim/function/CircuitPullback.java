package org.dl4jquantum.sim.function;

import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.RealView;

/**
 * The vector-Jacobian product of a {@link CircuitFunction} at the inputs and weights of one forward pass, made by
 * {@link CircuitFunction#differentiate}. For one thread at a time.
 */
public final class CircuitPullback implements AutoCloseable {
    private final CircuitFunction function;
    private final CallArrays call;
    private final Pullback pullback;
    private final long iteration;
    private boolean closed;

    CircuitPullback(CircuitFunction function, CallArrays call, Pullback pullback, long iteration) {
        this.function = function;
        this.call = call;
        this.pullback = pullback;
        this.iteration = iteration;
    }

    /** Whether the forward pass had these inputs and weights, in this iteration. */
    public boolean isAt(RealView inputs, RealView weights, long atIteration) {
        return !closed
                && iteration == atIteration
                && inputs.rows() == call.batch()
                && Arguments.equal(inputs, call.x)
                && Arguments.equal(weights, call.w);
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given, at the inputs and weights that the forward pass
     * had, whatever they are now. The first call uses up the states that were kept; any further one runs the circuit
     * again.
     *
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param inputGradient {@code dL/dx}, [batch, numInputs], written
     * @param weightGradient {@code dL/dw}, [1, numWeights], summed over the batch, written
     * @throws IllegalArgumentException if a shape does not fit
     * @throws IllegalStateException after {@link #close}
     */
    public void backward(RealView outputCotangent, RealView inputGradient, RealView weightGradient) {
        if (closed) {
            throw new IllegalStateException("pullback: closed; differentiate again");
        }
        function.backward(call, pullback, outputCotangent, inputGradient, weightGradient);
    }

    /** Bytes of states that are kept for the first call, 0 where the circuit runs again. */
    public long bytesHeld() {
        return pullback.bytesHeld();
    }

    /** Lets go of what is kept. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pullback.close();
            function.keep(call);
        }
    }
}
