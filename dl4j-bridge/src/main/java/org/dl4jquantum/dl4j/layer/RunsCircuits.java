package org.dl4jquantum.dl4j.layer;

import java.util.List;

/** A working layer with circuits inside. */
public interface RunsCircuits {

    /** The engine that runs the circuits: the one that "auto" chose. */
    String engineName();

    /** Time spent in circuits since the layer was made, in nanoseconds, forward and backward passes together. */
    long circuitNanos();

    /** Bytes of states that the last forward pass of training has stored for the backward pass after it. */
    long storedBytes();

    /** All circuits; those that differ in their weights alone are each listed. */
    List<CircuitPlace> circuitPlaces();

    /**
     * From now on tells what enters circuits in forward passes. For one thread.
     *
     * @param watch null ends it
     */
    void watch(CircuitWatch watch);
}
