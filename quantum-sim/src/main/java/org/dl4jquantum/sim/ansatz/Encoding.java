package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Template;

/** A circuit part that carries the inputs of a sample into the state. */
public interface Encoding extends Template {

    /** Qubits it acts on: 0 to {@code numQubits - 1}. */
    int numQubits();

    /** Inputs it takes. */
    int numInputs();
}
