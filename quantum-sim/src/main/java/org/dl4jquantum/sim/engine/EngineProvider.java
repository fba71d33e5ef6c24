package org.dl4jquantum.sim.engine;

import java.util.OptionalLong;

/** How an engine is found: a service, listed in {@code META-INF/services}. */
public interface EngineProvider {

    /** The name users select the engine by. */
    String name();

    /** {@code auto} takes the highest rank that is available and able; engines below 0 are taken by name, or as accelerators. */
    int rank();

    /**
     * The engine.
     *
     * @throws EngineUnavailableException if something it needs is missing on this machine
     */
    Engine engine();

    /**
     * For an accelerator that is there: of how many multiply-adds ({@link org.dl4jquantum.sim.plan.Work}) a call must be for
     * {@code auto} to take it instead of the engine that runs all others. Asking opens no device. Empty for any other
     * engine, and where what it needs is missing.
     *
     * @throws IllegalArgumentException if a setting is none that is allowed
     */
    default OptionalLong leastWork() {
        return OptionalLong.empty();
    }
}
