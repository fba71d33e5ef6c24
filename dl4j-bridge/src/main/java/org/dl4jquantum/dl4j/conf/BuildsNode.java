package org.dl4jquantum.dl4j.conf;

import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * Settings of one circuit, for the builder of a layer: either a whole circuit, or encoding and ansatz in the order given;
 * and what is measured.
 *
 * @param <T> the builder
 */
public interface BuildsNode<T> extends RunsNode<T> {

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

    /** What is read at the end of the circuit. */
    default T measure(Measurement read) {
        parts().measure(read);
        return self();
    }
}
