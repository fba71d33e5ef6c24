package org.dl4jquantum.sim.algorithm;

/** A function of weights to be made small. */
@FunctionalInterface
public interface Objective {
    /** The value at these weights, which are not changed. */
    double value(double[] weights);
}
