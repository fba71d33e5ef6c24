package org.dl4jquantum.sim.engine;

import java.util.Map;
import java.util.Set;
import org.dl4jquantum.sim.math.Precision;

/**
 * What an engine can do.
 *
 * @param tolerances the largest error of an amplitude or expectation to expect, per precision; the engine computes in
 *     these precisions and no other
 * @param adjoint whether {@link Program#backward} works
 * @param initialStates whether circuits may start in given states
 * @param maxQubits the largest circuit, memory allowing
 */
public record Capabilities(Map<Precision, Double> tolerances, boolean adjoint, boolean initialStates, int maxQubits) {
    public Capabilities {
        tolerances = Map.copyOf(tolerances);
    }

    /** The precisions that the engine computes in. */
    public Set<Precision> precisions() {
        return tolerances.keySet();
    }
}
