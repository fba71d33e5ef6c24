package org.dl4jquantum.sim.circuit;

/** A recipe that adds operations to a circuit: an encoding of inputs, or an ansatz with weights. */
@FunctionalInterface
public interface Template {
    /** Appends the operations; new inputs and weights take the next unused indices. */
    void appendTo(Circuit.Builder circuit);
}
