package org.dl4jquantum.sim.engine.strange;

import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;
import org.dl4jquantum.sim.engine.EngineUnavailableException;

/** Offers engine {@code strange}; slow and of float accuracy, so by name only. */
public final class StrangeProvider implements EngineProvider {
    @Override
    public String name() {
        return StrangeEngine.NAME;
    }

    @Override
    public int rank() {
        return -2;
    }

    @Override
    public Engine engine() {
        try {
            StrangeRun.requireLibrary();
        } catch (LinkageError e) {
            throw new EngineUnavailableException(
                    "engine " + StrangeEngine.NAME + ": needs org.redfx:strange 0.1.3 on the class path, " + e, e);
        }
        return new StrangeEngine();
    }
}
