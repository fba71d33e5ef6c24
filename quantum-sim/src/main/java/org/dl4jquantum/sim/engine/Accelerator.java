package org.dl4jquantum.sim.engine;

import java.util.Optional;

/** An engine for calls of much work, opened when the first of them comes. */
final class Accelerator {
    private final EngineProvider provider;
    private final long leastWork;
    private Optional<Engine> opened = Optional.empty();

    Accelerator(EngineProvider provider, long leastWork) {
        this.provider = provider;
        this.leastWork = leastWork;
    }

    String name() {
        return provider.name();
    }

    /** Multiply-adds of a call from which it pays. */
    long leastWork() {
        return leastWork;
    }

    /** The engine, where a call has needed it. */
    synchronized Optional<Engine> opened() {
        return opened;
    }

    /**
     * The engine; the first time ever it says that it is taken.
     *
     * @throws EngineUnavailableException if it cannot work after all
     */
    synchronized Engine open() {
        if (opened.isEmpty()) {
            opened = Optional.of(provider.engine());
            Engines.tellOnce("engine {}: taken by auto for calls of {} multiply-adds or more", opened.get(), leastWork);
        }
        return opened.get();
    }
}
