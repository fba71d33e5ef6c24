package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;

/** Offers engine {@code java}, which is always present: what {@code auto} falls back to. */
public final class PortableProvider implements EngineProvider {
    @Override
    public String name() {
        return PortableEngine.NAME;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Engine engine() {
        return new PortableEngine(Variant.selected());
    }
}
