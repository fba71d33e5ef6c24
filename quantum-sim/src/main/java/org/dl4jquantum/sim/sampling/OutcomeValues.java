package org.dl4jquantum.sim.sampling;

/** What one measured outcome contributes to every output. */
@FunctionalInterface
interface OutcomeValues {
    /** Adds to {@code outputs}. */
    void add(int outcome, double[] outputs);
}
