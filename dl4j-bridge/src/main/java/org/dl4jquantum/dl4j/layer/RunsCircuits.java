package org.dl4jquantum.dl4j.layer;

/** A working layer with circuits inside. */
public interface RunsCircuits {

    /** The engine that runs the circuits: the one that "auto" chose. */
    String engineName();

    /** Time spent in circuits since the layer was made, in nanoseconds, forward and backward passes together. */
    long circuitNanos();

    /** Bytes of states that the last forward pass of training has stored for the backward pass after it. */
    long storedBytes();

    /** From now on tells of every circuit in a forward pass, before it runs, in the thread that calls the layer. */
    void watch(CircuitWatcher watcher);
}
