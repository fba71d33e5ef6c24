package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.math.RealView;

/**
 * The vector-Jacobian product of a program at the input of one forward pass, made by {@link Program#differentiate}. For
 * one thread at a time.
 */
@FunctionalInterface
public interface Pullback extends AutoCloseable {

    /**
     * As {@link Program#backward} for the input of the forward pass. The first call uses up what was kept of that pass;
     * any further one runs the circuit again.
     *
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param gradient written
     * @throws IllegalStateException after {@link #close}, where states were kept
     */
    void backward(RealView outputCotangent, EngineGradient gradient);

    /** Bytes of states that are kept for the first call, 0 where the circuit runs again. */
    default long bytesHeld() {
        return 0;
    }

    /** Lets go of what is kept. */
    @Override
    default void close() {}
}
