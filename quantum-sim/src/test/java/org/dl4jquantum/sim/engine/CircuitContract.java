package org.dl4jquantum.sim.engine;

import java.util.List;

/** What an engine must do with circuits of any size: gates, states, gradients and shots, the same bits at every repeat. */
public abstract class CircuitContract
        implements GateContract,
                StateContract,
                GradientContract,
                PullbackContract,
                RepeatabilityContract,
                ShotContract {

    /** The engine under test. */
    @Override
    public final Engine engine() {
        return Engines.named(engineName());
    }

    /** The name of the engine under test. */
    protected abstract String engineName();

    /** Sizes of batches to try: below, at and above the lengths of vectors, rows and tiles. */
    @Override
    public List<Integer> batches() {
        return List.of(1, 2, 3, 5, 7, 16, 17, 64, 100, 130);
    }
}
