package org.dl4jquantum.sim.engine;

import java.util.Optional;
import org.dl4jquantum.sim.math.RealView;

/**
 * A circuit that an engine has prepared: a function of angles and initial states, one row of outputs per sample. Safe to
 * use from several threads.
 */
public interface Program {

    /**
     * Runs the circuit for every sample.
     *
     * @param input angles, and initial states where the circuit takes them
     * @param outputs [batch, numOutputs], written
     * @throws IllegalArgumentException if the input does not fit the circuit
     */
    void forward(EngineInput input, RealView outputs);

    /**
     * The vector-Jacobian product of {@link #forward} by the adjoint method (T. Jones and J. Gacon, arXiv:2009.02823):
     * for a loss L with {@code dL/dy} given, {@code dL/dangle} and {@code dL/dinitial}. Cost about three forward passes,
     * whatever the number of angles.
     *
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param gradient written
     * @throws UnsupportedOperationException if the engine has no adjoint
     */
    void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient);

    /**
     * Runs the circuit as {@link #forward} does, and keeps its final states where the engine can, so that the gradient
     * afterwards need not run it again: 2^(n+1) numbers a sample.
     *
     * @param input not to be changed until the pullback is closed
     * @param outputs [batch, numOutputs], written
     */
    default Pullback differentiate(EngineInput input, RealView outputs) {
        forward(input, outputs);
        return (outputCotangent, gradient) -> backward(input, outputCotangent, gradient);
    }

    /**
     * Draws outcomes where the probabilities lie, for a program whose outputs are probabilities.
     *
     * @param drawn [batch, {@link Draws#width}], written
     * @return whether they were drawn; else the caller has to draw them from {@link #forward}
     */
    default boolean draw(EngineInput input, Draws draws, int[] drawn) {
        return false;
    }

    /** The same program on arrays in the memory of a device, where its engine works there. */
    default Optional<DeviceProgram> onDevice() {
        return Optional.empty();
    }
}
