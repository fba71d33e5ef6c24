package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.dl4jquantum.sim.function.QuantumNode;

/** A configuration with circuits. */
public interface QuantumConfiguration extends WeightedConfiguration, QuantumPart {

    /** The circuits that the layer runs, in order; those that differ in their weights alone are listed once each. */
    List<QuantumNode> circuits();

    @Override
    default List<String> quantumParams() {
        return weights().stream()
                .filter(weight -> weight.kind() == Weight.Kind.ANGLE)
                .map(Weight::key)
                .toList();
    }
}
