package org.dl4jquantum.dl4j.conf;

import org.dl4jquantum.sim.observable.Measurement;

/**
 * Settings of one circuit and of what is measured, for the builder of a layer.
 *
 * @param <T> the builder
 */
public interface BuildsNode<T> extends BuildsCircuit<T> {

    /** What is read at the end of the circuit. */
    default T measure(Measurement read) {
        parts().measure(read);
        return self();
    }
}
