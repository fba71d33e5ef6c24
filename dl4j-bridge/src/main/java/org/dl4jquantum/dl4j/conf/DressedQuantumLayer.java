package org.dl4jquantum.dl4j.conf;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.dl4jquantum.dl4j.layer.DressedLayer;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * A circuit between two dense maps, of any number of inputs and outputs: {@code y = f(tanh(x A + a) pi/2; theta) C + c}
 * (A. Mari et al., arXiv:1912.08278). Parameters {@code A} [nIn, q], {@code a} [1, q], {@code theta} [1, P], {@code C}
 * [o, nOut], {@code c} [1, nOut], for a circuit of q inputs, P weights and o outputs. {@code weightInit} is for A and C;
 * theta starts uniform in [0, 2 pi).
 *
 * <pre>{@code
 * new DressedQuantumLayer.Builder()
 *         .nOut(10)
 *         .encoding(AngleEncoding.ry(4))
 *         .ansatz(StronglyEntanglingLayers.layers(2))
 *         .measure(PauliZ.onEach(4))
 *         .build()
 * }</pre>
 */
public final class DressedQuantumLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    /** For reading configurations. */
    public DressedQuantumLayer() {}

    private DressedQuantumLayer(Builder builder, QuantumNode node) {
        super(builder);
        setNode(node);
        initializeConstraints(builder);
    }

    /**
     * The circuit, what is measured, and how.
     *
     * @throws DL4JInvalidConfigException if a stored configuration lacks it
     */
    public QuantumNode getNode() {
        return StoredNode.present(node, this);
    }

    public void setNode(QuantumNode node) {
        this.node = new StoredNode(node);
    }

    /** The parameters as one function. */
    public Dressing dressing() {
        return new Dressing("", 1, getNode(), nIn, nOut);
    }

    @Override
    public List<QuantumNode> circuits() {
        return dressing().circuits();
    }

    @Override
    public void changeNodes(UnaryOperator<QuantumNode> change) {
        setNode(change.apply(getNode()));
    }

    @Override
    public List<Weight> weights() {
        return dressing().weights();
    }

    @Override
    BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return new DressedLayer(conf, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return Arrays.asList(node);
    }

    @Override
    public DressedQuantumLayer clone() {
        return (DressedQuantumLayer) super.clone();
    }

    /** Builds the layer: nOut and a circuit; nIn where the network has no input type. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements BuildsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("DressedQuantumLayer");

        public Builder() {
            activation(Activation.IDENTITY);
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if circuit or measurement is missing
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public DressedQuantumLayer build() {
            return new DressedQuantumLayer(this, parts.node(layerName));
        }
    }
}
