package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.math.DeviceView;

/**
 * A program as a function {@code y = f(x, w)} of arrays in the memory of its engine's device: the angles of the circuit are
 * evaluated there, and gradients go back to inputs and weights there. x is [batch, numInputs], w [1, numWeights],
 * y [batch, numOutputs]. Exact, and differentiated by the adjoint method. Of what is as long as the batch nothing passes
 * through the host. A call has ended when it returns. Safe to use from several threads.
 *
 * <p>Every call takes the address, in the host's memory, of the handle of a stream of the caller's, whose work so far comes
 * first; 0 for none.
 */
public interface DeviceProgram {

    /** Number of the device, in its driver's order. */
    int device();

    /**
     * Whether a call of so many samples is to run here. With {@code auto} that is where it pays; one that does not, and one
     * that fails here, is then the caller's to run on the program itself.
     *
     * @param gradient whether a gradient is to follow
     */
    default boolean pays(int batch, boolean gradient) {
        return true;
    }

    /**
     * Computes y.
     *
     * @param outputs y, written
     * @throws IllegalArgumentException if an input or weight is NaN or infinite, or all amplitudes of a sample are 0; then
     *     nothing is written
     */
    void forward(DeviceView inputs, DeviceView weights, DeviceView outputs, long stream);

    /**
     * Computes y, and keeps inputs and weights for the gradient afterwards.
     *
     * @param keepStates whether final states are kept too, where the device holds the whole batch at once
     * @return to be closed after use
     * @throws IllegalArgumentException as {@link #forward} does
     */
    DevicePullback differentiate(
            DeviceView inputs, DeviceView weights, DeviceView outputs, boolean keepStates, long stream);

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given.
     *
     * @param inputGradient written
     * @param weightGradient summed over the batch, written
     * @throws IllegalArgumentException as {@link #forward} does
     */
    void backward(
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream);
}
