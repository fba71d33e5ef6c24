package org.dl4jquantum.sim.engine.reference;

import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;

/** Offers engine {@code reference}; slow by design, so by name only. */
public final class ReferenceProvider implements EngineProvider {
    @Override
    public String name() {
        return ReferenceEngine.NAME;
    }

    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Engine engine() {
        return new ReferenceEngine();
    }
}
