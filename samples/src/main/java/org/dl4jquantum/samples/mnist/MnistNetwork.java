package org.dl4jquantum.samples.mnist;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A network that tells 0 from 1: input [batch, 1, 28, 28], output [batch, 2], the probabilities of 0 and of 1. It comes
 * with a quantum layer in the middle, or as its classical twin with an ordinary layer there and all else equal.
 */
public interface MnistNetwork {
    /** Images in a batch of training. */
    int BATCH_SIZE = 16;

    /** Name of the layer in the middle. */
    String MIDDLE = "middle";

    /**
     * The network with a circuit in the middle.
     *
     * @param engine name of a simulator, or {@code auto}
     * @param shots measurements per circuit; 0 for exact values
     */
    ComputationGraphConfiguration withCircuit(String engine, int shots);

    /** The network with a dense layer of about as many weights in the circuit's place. */
    ComputationGraphConfiguration withTwin();
}
