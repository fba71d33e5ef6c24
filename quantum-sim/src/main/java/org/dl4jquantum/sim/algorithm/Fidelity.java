package org.dl4jquantum.sim.algorithm;

/** How alike two states of a parametrised circuit are: {@code |<psi(v)|psi(w)>|^2}. */
@FunctionalInterface
public interface Fidelity {
    /** 1 for equal states, 0 for orthogonal ones. */
    double of(double[] first, double[] second);
}
