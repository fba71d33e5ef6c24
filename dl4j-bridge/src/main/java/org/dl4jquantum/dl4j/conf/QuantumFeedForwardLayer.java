package org.dl4jquantum.dl4j.conf;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** What configurations of quantum layers of rows or images share; a subclass also says which circuits it has. */
public abstract class QuantumFeedForwardLayer extends WeightedLayer implements QuantumConfiguration {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    QuantumFeedForwardLayer() {}

    QuantumFeedForwardLayer(FeedForwardLayer.Builder<?> builder) {
        super(builder);
    }

    /** Whether it takes and gives rows [batch, size]: a dense layer could stand in its place. */
    public boolean mapsRows() {
        return true;
    }
}
