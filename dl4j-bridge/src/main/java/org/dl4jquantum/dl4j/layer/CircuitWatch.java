package org.dl4jquantum.dl4j.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Hears what enters circuits. */
@FunctionalInterface
public interface CircuitWatch {

    /**
     * A circuit is about to run.
     *
     * @param inputs [rows, numInputs]; valid during the call
     */
    void running(CircuitPlace circuit, INDArray inputs);
}
