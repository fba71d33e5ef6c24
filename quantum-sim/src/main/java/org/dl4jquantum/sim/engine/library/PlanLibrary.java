package org.dl4jquantum.sim.engine.library;

import java.nio.Buffer;
import org.dl4jquantum.sim.math.Precision;

/**
 * A library outside the JVM that runs plans, one call a batch. Programs and states are handles; pointers are addresses,
 * whose memory the caller keeps reachable during the call. Whatever fails is thrown.
 */
public interface PlanLibrary {

    /** The engine it belongs to, for messages. */
    String engineName();

    /** The address of the first byte of direct memory, wherever its position is. */
    long address(Buffer memory);

    long createProgram(PlanCode code, Precision precision);

    void freeProgram(long program);

    /** Room for the states that a forward pass keeps. */
    long createStates();

    void clearStates(long states);

    long statesBytes(long states);

    void freeStates(long states);

    /**
     * Runs every sample.
     *
     * @param states to be filled for a backward pass, or 0
     */
    void forward(long program, int batch, CallMemory memory, long states);

    /**
     * The vector-Jacobian product.
     *
     * @param states what a forward pass with the same arguments has kept, or 0 to run the circuit again
     */
    void backward(long program, int batch, CallMemory memory, long states);
}
