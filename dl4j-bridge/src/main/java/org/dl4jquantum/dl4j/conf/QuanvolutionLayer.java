package org.dl4jquantum.dl4j.conf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.dl4j.layer.QuanvolutionCircuits;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * Circuits as filters of images (M. Henderson et al., "Quanvolutional neural networks", arXiv:1904.04767): images [batch,
 * channels, rows, columns] are cut into patches, every patch is the input of every circuit, channel by channel, row by
 * row, and every value measured is a channel of the output [batch, nOut, down, across]. All patches of all images are one
 * batch of a circuit. nOut follows from the circuits.
 *
 * <pre>{@code
 * new QuanvolutionLayer.Builder(2, 2)
 *         .stride(2, 2)
 *         .circuit(trainable, PauliZ.onEach(4))
 *         .fixedCircuit(random, PauliZ.onEach(4), weights)
 *         .build()
 * }</pre>
 *
 * The weights of all trainable circuits are one row {@code theta}, circuit by circuit, uniform in [0, 2 pi) at first
 * unless {@code weightInit} says otherwise; a fixed circuit has none.
 */
public final class QuanvolutionLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;

    @JsonSerialize(contentUsing = NodeSerializer.class)
    @JsonDeserialize(contentUsing = NodeDeserializer.class)
    private List<StoredNode> nodes = List.of();

    @JsonProperty
    private Patches patches;

    @JsonProperty
    private CNN2DFormat format = CNN2DFormat.NCHW;

    /** For reading configurations. */
    public QuanvolutionLayer() {}

    private QuanvolutionLayer(Builder builder) {
        super(builder);
        setNodes(builder.nodes);
        patches = builder.patches();
        long outputs = circuits().stream().mapToInt(QuantumNode::numOutputs).sum();
        if (nOut != 0 && nOut != outputs) {
            throw invalid("nOut " + nOut + " received, the circuits have " + outputs + " outputs; leave it out");
        }
        nOut = outputs;
        if (nIn != 0) {
            checkChannels(nIn);
        }
        initializeConstraints(builder);
    }

    /** The circuits, in order. */
    public List<QuantumNode> getNodes() {
        return nodes.stream().map(StoredNode::node).toList();
    }

    public void setNodes(List<QuantumNode> nodes) {
        this.nodes = new ArrayList<>(nodes.stream().map(StoredNode::new).toList());
    }

    /** How images are cut. */
    public Patches getPatches() {
        return patches;
    }

    /** The order of an image's dimensions. */
    public CNN2DFormat getFormat() {
        return format;
    }

    @Override
    public boolean mapsRows() {
        return false;
    }

    @Override
    public List<QuantumNode> circuits() {
        if (nodes.isEmpty()) {
            throw invalid("no circuit, at least 1 is needed; add one by .circuit(circuit, measurement)");
        }
        return getNodes();
    }

    @Override
    public void changeNodes(UnaryOperator<QuantumNode> change) {
        setNodes(getNodes().stream().map(change).toList());
    }

    @Override
    public List<Weight> weights() {
        int count = circuits().stream().mapToInt(QuantumNode::numWeights).sum();
        return count == 0 ? List.of() : List.of(Weight.angles(CircuitParamInitializer.THETA, count));
    }

    @Override
    public IWeightInit angleInit() {
        return getWeightInitFn();
    }

    @Override
    BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return new QuanvolutionCircuits(conf, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return Arrays.asList(nodes, patches, format);
    }

    private void checkChannels(long channels) {
        long size = channels * patches.height() * patches.width();
        for (QuantumNode node : circuits()) {
            if (node.numInputs() != size) {
                throw invalid("patches of " + channels + " x " + patches.height() + " x " + patches.width()
                        + " numbers received, a circuit takes " + node.numInputs()
                        + "; change the circuit, or the window");
            }
        }
    }

    private InputTypeConvolutional images(InputType inputType) {
        if (!(inputType instanceof InputTypeConvolutional images)) {
            throw invalid("input " + inputType + " received, images are needed");
        }
        return images;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        InputTypeConvolutional images = images(inputType);
        checkChannels(images.getChannels());
        nIn = images.getChannels();
        format = images.getFormat();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputTypeConvolutional images = images(inputType);
        long down = patches.down(images.getHeight());
        long across = patches.across(images.getWidth());
        if (down == 0 || across == 0) {
            throw invalid("images of " + images.getHeight() + " x " + images.getWidth()
                    + " received, at least one window of " + patches.height() + " x " + patches.width()
                    + " has to fit; add padding, or make the window smaller");
        }
        return InputType.convolutional(down, across, nOut, format);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return InputTypeUtil.getPreProcessorForInputTypeCnnLayers(inputType, getLayerName());
    }

    @Override
    public QuanvolutionLayer clone() {
        return (QuanvolutionLayer) super.clone();
    }

    /** Builds the layer: a window, and one call for each circuit. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements RunsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("QuanvolutionLayer");
        private final List<Circuit> circuits = new ArrayList<>();
        private final List<Measurement> measurements = new ArrayList<>();
        private final List<QuantumNode> nodes = new ArrayList<>();
        private final int[] window;
        private int[] stride = {1, 1};
        private int[] padding = {0, 0};

        /** With windows of so many rows and columns. */
        public Builder(int height, int width) {
            window = new int[] {height, width};
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /** Rows and columns from one window to the next; 1 and 1 unless set. */
        public Builder stride(int down, int across) {
            stride = new int[] {down, across};
            return this;
        }

        /** Rows of zeros above and below, columns of zeros left and right; none unless set. */
        public Builder padding(int down, int across) {
            padding = new int[] {down, across};
            return this;
        }

        /** One more circuit, and what is read at its end: its weights are learned. */
        public Builder circuit(Circuit circuit, Measurement measurement) {
            circuits.add(circuit);
            measurements.add(measurement);
            return this;
        }

        /**
         * One more circuit, whose weights are given and stay.
         *
         * @throws IllegalArgumentException if there are not as many weights as the circuit has
         */
        public Builder fixedCircuit(Circuit circuit, Measurement measurement, double... weights) {
            return circuit(circuit.withWeights(weights), measurement);
        }

        private Patches patches() {
            return new Patches(window[0], window[1], stride[0], stride[1], padding[0], padding[1]);
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if there is no circuit, sizes do not fit one another, or nOut was set to
         *     another size than the circuits'
         * @throws IllegalArgumentException if a measurement does not fit its circuit
         */
        @Override
        public QuanvolutionLayer build() {
            nodes.clear();
            for (int i = 0; i < circuits.size(); i++) {
                nodes.add(parts.node(circuits.get(i), measurements.get(i)));
            }
            return new QuanvolutionLayer(this);
        }
    }
}
