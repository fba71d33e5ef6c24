package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.deeplearning4j.nn.weights.IWeightInit;

/** What the working parts ask of a configuration: its parameters, from which views and first values follow. */
public interface WeightedConfiguration {

    /** The parameters, in the order in which the network's parameter row holds them. */
    List<Weight> weights();

    /** How weights of circuits start. */
    IWeightInit angleInit();
}
