package org.dl4jquantum.sim.algorithm;

/** Makes an objective smaller step by step, from its values alone. */
public interface Optimizer {

    /**
     * One step.
     *
     * @param weights where to start, not changed
     * @param iteration counts from 0: step sizes shrink with it, and it names the random numbers
     * @return the next weights
     */
    double[] step(Objective objective, double[] weights, long iteration);
}
