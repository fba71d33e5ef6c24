package org.dl4jquantum.samples.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Something to learn, a network with a quantum layer that should, and a classical twin with equally many weights. */
public interface Task {

    /** One sentence on what is to be learned, and from what. */
    String describe();

    /** Passes over the training set, unless told otherwise. */
    int passes();

    /** The network with the quantum layer. */
    MultiLayerConfiguration quantum();

    /** The same network with a classical layer in its place. */
    MultiLayerConfiguration twin();

    /** A network of one of these configurations, ready to learn. */
    default MultiLayerNetwork initialized(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    /** Batches to learn from, in the order of a pass. */
    List<DataSet> batches(int pass);

    /** What a network reaches on examples that it has not seen: a figure with its name. */
    String figure(MultiLayerNetwork network);
}
