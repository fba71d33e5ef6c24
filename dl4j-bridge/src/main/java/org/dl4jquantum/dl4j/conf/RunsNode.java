package org.dl4jquantum.dl4j.conf;

import org.dl4jquantum.sim.function.MemoryMode;

/**
 * Settings of how circuits are run, for the builder of a layer.
 *
 * @param <T> the builder
 */
public interface RunsNode<T> {

    /** Where settings are kept. */
    CircuitParts parts();

    /** Name of an engine, or "auto" for the fastest present. */
    default T engine(String name) {
        parts().engine(name);
        return self();
    }

    /** Name of a gradient method, or "auto": adjoint where results are exact, parameter-shift under shots. */
    default T gradient(String name) {
        parts().gradient(name);
        return self();
    }

    /** Measurements per output, 0 for exact results. The network's seed and the iteration decide their outcomes. */
    default T shots(int number) {
        parts().shots(number);
        return self();
    }

    /** Whether the states of a forward pass are stored for the gradient after it, or computed again. */
    default T memory(MemoryMode mode) {
        parts().memory(mode);
        return self();
    }

    /** This builder. */
    @SuppressWarnings("unchecked") // a builder implements the interface of its own type
    default T self() {
        return (T) this;
    }
}
