package org.dl4jquantum.dl4j.conf;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.dl4jquantum.dl4j.layer.AttentionCircuits;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * Self-attention over the steps of time series [batch, nIn, time], with queries, keys and values from circuits (after G.
 * Li et al., "Quantum self-attention neural networks for text classification", arXiv:2205.05625), and the scaled dot
 * product of A. Vaswani et al. (arXiv:1706.03762): for the gates q, k, v of a {@link Dressing} of every step,
 *
 * <pre>
 * y_s = sum_t softmax_t(q_s k_t / sqrt(nOut)) v_t
 * </pre>
 *
 * [batch, nOut, time]. Masked steps get no attention and give zeros. All steps of all series are one batch of each
 * circuit. Parameters {@code A} [nIn, 3 q], {@code a}, {@code theta} [1, 3 P], {@code C} [o, 3 nOut], {@code c}, in the
 * order q, k, v, for a circuit of q inputs, P weights and o outputs.
 */
public final class QuantumAttentionLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;
    private static final int QUERY_KEY_VALUE = 3;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    @JsonProperty
    private RNNFormat format = RNNFormat.NCW;

    /** For reading configurations. */
    public QuantumAttentionLayer() {}

    private QuantumAttentionLayer(Builder builder, QuantumNode node) {
        super(builder);
        setNode(node);
        initializeConstraints(builder);
    }

    /**
     * The circuit of queries, keys and values, what is measured, and how.
     *
     * @throws DL4JInvalidConfigException if a stored configuration lacks it
     */
    public QuantumNode getNode() {
        return StoredNode.present(node, this);
    }

    public void setNode(QuantumNode node) {
        this.node = new StoredNode(node);
    }

    /** The order of a series' dimensions. */
    public RNNFormat getFormat() {
        return format;
    }

    /** Queries, keys and values as one function. */
    public Dressing dressing() {
        return new Dressing("", QUERY_KEY_VALUE, getNode(), nIn, nOut);
    }

    @Override
    public boolean mapsRows() {
        return false;
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
        return new AttentionCircuits(conf, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return Arrays.asList(node, format);
    }

    private InputTypeRecurrent series(InputType inputType) {
        if (!(inputType instanceof InputTypeRecurrent series)) {
            throw invalid("input " + inputType + " received, time series are needed");
        }
        return series;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        InputTypeRecurrent series = series(inputType);
        if (nIn <= 0 || override) {
            nIn = series.getSize();
        }
        format = series.getFormat();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.recurrent(nOut, series(inputType).getTimeSeriesLength(), format);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return InputTypeUtil.getPreprocessorForInputTypeRnnLayers(inputType, format, getLayerName());
    }

    @Override
    public QuantumAttentionLayer clone() {
        return (QuantumAttentionLayer) super.clone();
    }

    /** Builds the layer: nOut and a circuit; nIn where the network has no input type. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements BuildsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("QuantumAttentionLayer");

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
        public QuantumAttentionLayer build() {
            return new QuantumAttentionLayer(this, parts.node(layerName));
        }
    }
}
