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

    /** All circuits, in the order of the layer's configuration; those that differ in their weights alone are each listed. */
    List<CircuitPlace> circuitPlaces();

    /**
     * From now on tells of every circuit in a forward pass, before it runs, in the thread that calls the layer.
     *
     * @param watcher null ends it
     */
    void watch(CircuitWatcher watcher);
}
