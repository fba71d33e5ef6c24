package org.dl4jquantum.sim.engine.library;

import org.dl4jquantum.sim.engine.Draws;
import org.dl4jquantum.sim.math.DeviceView;

/**
 * A library whose programs also work on arrays in the memory of its device. Pullbacks are handles; streams are addresses of
 * handles, or 0.
 */
public interface DevicePlanLibrary extends PlanLibrary {

    /** Number of the device, in its driver's order. */
    int deviceNumber();

    /** Says what a program's angles are, once. */
    void define(long program, AngleCode angles);

    /** Outcomes of a program of probabilities, [batch, {@link Draws#width}]. */
    void draw(long program, int batch, CallMemory memory, Draws draws, int[] drawn);

    long createPullback();

    void clearPullback(long pullback);

    /** Of its states. */
    long pullbackBytes(long pullback);

    void freePullback(long pullback);

    /**
     * Runs every sample.
     *
     * @param pullback to be filled, or 0
     */
    void forward(
            long program,
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputs,
            long stream,
            long pullback,
            boolean keepStates);

    /** The vector-Jacobian product. */
    void backward(
            long program,
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream);

    /** The same at the arguments of a forward pass. */
    void backward(
            long program,
            long pullback,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream);

    /** Whether a forward pass had these arguments. */
    boolean isAt(long program, long pullback, DeviceView inputs, DeviceView weights, long stream);
}
