package org.dl4jquantum.dl4j.layer;

import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Is told of circuits as they run. */
@FunctionalInterface
public interface CircuitWatcher {

    /**
     * A circuit is about to run. Arrays are the layer's own: to be read at once, and not to be kept or changed.
     *
     * @param circuit its index in the layer
     * @param node what is run
     * @param inputs [batch, numInputs]
     * @param weights [1, numWeights], or empty where there are none
     */
    void runs(int circuit, QuantumNode node, INDArray inputs, INDArray weights);
}
