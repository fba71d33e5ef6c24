package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.math.DeviceView;

/**
 * The vector-Jacobian product of a {@link DeviceProgram} at the inputs and weights of one forward pass, made by
 * {@link DeviceProgram#differentiate}. For one thread at a time.
 */
public interface DevicePullback extends AutoCloseable {

    /** Whether the forward pass had these inputs and weights; never after {@link #close}. */
    boolean isAt(DeviceView inputs, DeviceView weights, long stream);

    /**
     * As {@link DeviceProgram#backward} at the inputs and weights of the forward pass, whatever they are now. The first call
     * uses up the states that were kept; any further one runs the circuit again.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void backward(DeviceView outputCotangent, DeviceView inputGradient, DeviceView weightGradient, long stream);

    /** Bytes of states that are kept for the first call, 0 where the circuit runs again. */
    long bytesHeld();

    /** Lets go of what is kept. */
    @Override
    void close();
}
