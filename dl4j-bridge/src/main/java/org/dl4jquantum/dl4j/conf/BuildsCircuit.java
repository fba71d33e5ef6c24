package org.dl4jquantum.dl4j.conf;

import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.circuit.Circuit;

/**
 * Settings of one circuit, for the builder of a layer: either a whole circuit, or encoding and ansatz in the order given.
 *
 * @param <T> the builder
 */
public interface BuildsCircuit<T> extends RunsNode<T> {

    /** The whole circuit; instead of encoding and ansatz. */
    default T circuit(Circuit whole) {
        parts().circuit(whole);
        return self();
    }

    /** How inputs enter; the first encoding sets the number of qubits, further ones take further inputs. */
    default T encoding(Encoding encoding) {
        parts().encoding(encoding);
        return self();
    }

    /** A part with weights, after an encoding. */
    default T ansatz(Ansatz ansatz) {
        parts().ansatz(ansatz);
        return self();
    }
}
