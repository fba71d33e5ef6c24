package org.dl4jquantum.sim.engine;

/** How an engine is found: a service, listed in {@code META-INF/services}. */
public interface EngineProvider {

    /** The name users select the engine by. */
    String name();

    /** {@code auto} takes the highest rank that is available and able; engines below 0 are taken by name only. */
    int rank();

    /**
     * The engine.
     *
     * @throws EngineUnavailableException if something it needs is missing on this machine
     */
    Engine engine();
}
