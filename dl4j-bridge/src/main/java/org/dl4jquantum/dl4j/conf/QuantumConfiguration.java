package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.sim.function.QuantumNode;

/** What the working parts ask of a configuration: its circuits and its parameters, from which all else follows. */
public interface QuantumConfiguration extends QuantumPart {

    /** The circuits that the layer runs, in order; those that differ in their weights alone are listed once each. */
    List<QuantumNode> circuits();

    /** The parameters, in the order in which the network's parameter row holds them. */
    List<Weight> weights();

    /** How weights of circuits start. */
    IWeightInit angleInit();

    @Override
    default List<String> quantumParams() {
        return weights().stream()
                .filter(weight -> weight.kind() == Weight.Kind.ANGLE)
                .map(Weight::key)
                .toList();
    }
}
