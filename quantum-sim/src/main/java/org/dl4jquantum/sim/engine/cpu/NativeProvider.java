package org.dl4jquantum.sim.engine.cpu;

import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;

/** Offers engine {@code native}, where its library was built and JavaCPP is there to load it. */
public final class NativeProvider implements EngineProvider {
    private static final int RANK = 10;

    @Override
    public String name() {
        return NativeEngine.NAME;
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Engine engine() {
        Dlq.requireLibrary();
        return new NativeEngine(Variant.selected());
    }
}
