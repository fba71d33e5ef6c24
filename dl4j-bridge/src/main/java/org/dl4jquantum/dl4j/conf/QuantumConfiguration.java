package org.dl4jquantum.dl4j.conf;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dl4jquantum.sim.function.QuantumNode;

/**
 * A configuration with circuits. Training helpers find the quantum part of a network by this type, and its angles by
 * {@link #quantumParams}.
 */
public interface QuantumConfiguration extends WeightedConfiguration {

    /** The circuits that the layer runs, in order; those that differ in their weights alone are listed once each. */
    List<QuantumNode> circuits();

    /**
     * Changes how every circuit is run: its engine, gradient, precision or use of memory. Of layers at work it takes hold
     * when they are made anew, from this configuration.
     *
     * @param change gives the node in place of another, with the same circuit and measurement
     */
    void changeNodes(UnaryOperator<QuantumNode> change);

    /** Keys of the parameters that enter circuits; the layer's other parameters are classical. */
    default List<String> quantumParams() {
        return weights().stream()
                .filter(weight -> weight.kind() == Weight.Kind.ANGLE)
                .map(Weight::key)
                .toList();
    }
}
