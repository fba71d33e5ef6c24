package org.dl4jquantum.sim.engine;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.math.RealView;

/** Where a vector-Jacobian product is written. */
public final class EngineGradient {
    private final double[] angles;
    private final Optional<RealView> initialStates;

    /**
     * Room for a gradient.
     *
     * @param like the angles it belongs to
     * @param initialStates {@code dL/dre, dL/dim} of each initial amplitude, [batch, 2^(n+1)], where it is wanted
     */
    public EngineGradient(Angles like, Optional<RealView> initialStates) {
        this.angles = new double[like.size()];
        this.initialStates = initialStates;
    }

    /** {@code dL/dangle} in the layout of {@link Angles}, to be written; a shared slot is summed over the batch. */
    public double[] angles() {
        return angles;
    }

    public Optional<RealView> initialStates() {
        return initialStates;
    }
}
