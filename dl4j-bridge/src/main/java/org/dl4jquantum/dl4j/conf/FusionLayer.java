package org.dl4jquantum.dl4j.conf;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.dl4jquantum.dl4j.layer.Fusion;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learned mixture of k equally wide components, such as a classical and a quantum path: {@code y = sum_i p_i x_i},
 * {@code p = softmax(s)}. With {@link Mode#WEIGHTS} every example is mixed alike, {@code s_i = b_i}; with
 * {@link Mode#ATTENTION} each by what it is, {@code s_i = x_i . w + b_i}. Parameters {@code b} [1, k], and {@code w}
 * [nIn / k, 1] with attention, zeros and {@code weightInit} at first.
 *
 * <p>In a graph the components are the inputs of this layer, which DL4J puts side by side by itself:
 *
 * <pre>{@code
 * .addLayer("fusion", new FusionLayer.Builder(2, FusionLayer.Mode.ATTENTION).build(), "classical", "quantum")
 * }</pre>
 *
 * It is a layer, and no vertex with parameters, because only layers have updaters, can be frozen and can be replaced.
 */
public final class FusionLayer extends WeightedLayer {
    private static final long serialVersionUID = 1;

    /** Key of b. */
    public static final String SHARES = "b";

    /** Key of w. */
    public static final String QUERY = "w";

    /** What decides on the mixture. */
    public enum Mode {
        /** Learned weights, the same for every example. */
        WEIGHTS,
        /** Learned weights, and what the components of the example are. */
        ATTENTION
    }

    @JsonProperty
    private int components;

    @JsonProperty
    private Mode mode = Mode.WEIGHTS;

    /** For reading configurations. */
    public FusionLayer() {}

    private FusionLayer(Builder builder) {
        super(builder);
        components = builder.components;
        mode = builder.mode;
        if (nIn != 0) {
            share(nIn);
        }
        initializeConstraints(builder);
    }

    /** Number of components, k. */
    public int getComponents() {
        return components;
    }

    public Mode getMode() {
        return mode;
    }

    private void share(long inputs) {
        if (inputs % components != 0) {
            throw invalid(inputs + " inputs received, " + components + " components of one width are needed; make the"
                    + " components equally wide");
        }
        nIn = inputs;
        nOut = inputs / components;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, override);
        share(nIn);
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(Weight.bias(SHARES, components));
        if (mode == Mode.ATTENTION) {
            weights.add(Weight.matrix(QUERY, nOut, 1));
        }
        return weights;
    }

    @Override
    BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return new Fusion(conf, type);
    }

    @Override
    List<?> ownFields() {
        return List.of(components, mode);
    }

    @Override
    public FusionLayer clone() {
        return (FusionLayer) super.clone();
    }

    /** Builds the layer. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {
        private final int components;
        private final Mode mode;

        /** With so many components, at least 2. */
        public Builder(int components, Mode mode) {
            this.components = components;
            this.mode = mode;
            activation(Activation.IDENTITY);
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if there are fewer than 2 components, or nIn is no multiple of them
         */
        @Override
        public FusionLayer build() {
            if (components < 2) {
                throw new DL4JInvalidConfigException("FusionLayer \"" + layerName + "\": " + components
                        + " components received, at least 2 are needed");
            }
            return new FusionLayer(this);
        }
    }
}
