package org.dl4jquantum.dl4j.conf;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.io.NodeJson;
import org.dl4jquantum.sim.observable.Measurement;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * A quantum circuit as a layer: inputs [batch, nIn] become gate angles or amplitudes, outputs [batch, nOut] are what is
 * measured, the weights are the parameter {@code theta} [1, P] in the order that the ansatz documents. nIn and nOut
 * follow from the circuit.
 *
 * <pre>{@code
 * new QuantumLayer.Builder()
 *         .encoding(AngleEncoding.ry(4))
 *         .ansatz(StronglyEntanglingLayers.layers(2))
 *         .measure(PauliZ.onEach(4))
 *         .updater(new Adam(1e-3))
 *         .build()
 * }</pre>
 *
 * Weights start uniform in [0, 2 pi) unless {@code weightInit} says otherwise; the network's default for classical
 * layers is not taken. The activation is the identity unless set.
 */
public final class QuantumLayer extends FeedForwardLayer implements QuantumPart {
    private static final long serialVersionUID = 1;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private transient QuantumNode node;

    /** For reading configurations. */
    public QuantumLayer() {}

    private QuantumLayer(Builder builder, QuantumNode node) {
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
        if (node == null) {
            throw new DL4JInvalidConfigException(
                    "QuantumLayer \"" + getLayerName() + "\": field \"node\", the circuit, is missing");
        }
        return node;
    }

    /**
     * Sets the circuit; nIn and nOut follow from it where they are not set.
     *
     * @throws DL4JInvalidConfigException if nIn or nOut are set to other sizes than the circuit's
     */
    public void setNode(QuantumNode node) {
        this.node = node;
        if (node != null) {
            setNIn(nIn == 0 ? node.numInputs() : nIn);
            setNOut(nOut == 0 ? node.numOutputs() : nOut);
        }
    }

    @Override
    public List<String> quantumParams() {
        return initializer().paramKeys(this);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        CircuitLayer layer = new CircuitLayer(conf, dataType, layerIndex);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(paramsView);
        layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return CircuitParamInitializer.INSTANCE;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // The parent knows the size of every type of input, and writes it to nIn; it has to be ours.
        super.setNIn(inputType, true);
        long received = nIn;
        nIn = getNode().numInputs();
        checkSize("inputs", received, nIn);
    }

    @Override
    public void setNIn(long size) {
        checkSize("inputs", size, node == null ? size : node.numInputs());
        super.setNIn(size);
    }

    @Override
    public void setNOut(long size) {
        checkSize("outputs", size, node == null ? size : node.numOutputs());
        super.setNOut(size);
    }

    private void checkSize(String what, long received, long needed) {
        if (received != needed) {
            throw new DL4JInvalidConfigException("QuantumLayer \"" + getLayerName() + "\": " + received + " " + what
                    + " received, the circuit has " + needed + "; change the circuit, or the layer beside it");
        }
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        InputType outputType = getOutputType(-1, inputType);
        long numParams = initializer().numParams(this);
        return new LayerMemoryReport.Builder(layerName, QuantumLayer.class, inputType, outputType)
                .standardMemory(numParams, numParams == 0 ? 0 : getIUpdater().stateSize(numParams))
                .workingMemory(0, 0, 0, inputType.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public QuantumLayer clone() {
        return (QuantumLayer) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantumLayer layer && super.equals(layer) && Objects.equals(node, layer.node);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), node);
    }

    @Override
    public String toString() {
        return "QuantumLayer(name=" + layerName + ", " + node + ")";
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(NodeJson.write(getNode()));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        node = NodeJson.readNode((String) in.readObject());
    }

    /** Builds the layer: either a circuit, or encoding and ansatz in the order given; and what is measured. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {
        private Circuit circuit;
        private Circuit.Builder parts;
        private Measurement measurement;
        private String engine = Engines.AUTO;
        private String gradient = GradientMethod.AUTO;
        private int shots;

        public Builder() {
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        /** The whole circuit; instead of encoding and ansatz. */
        public Builder circuit(Circuit whole) {
            circuit = whole;
            return this;
        }

        /** How inputs enter; the first encoding sets the number of qubits, further ones take further inputs. */
        public Builder encoding(Encoding encoding) {
            if (parts == null) {
                parts = Circuit.builder(encoding.numQubits());
            }
            parts.add(encoding);
            return this;
        }

        /** A part with weights, after an encoding. */
        public Builder ansatz(Ansatz ansatz) {
            if (parts == null) {
                throw new DL4JInvalidConfigException(
                        "QuantumLayer: ansatz " + ansatz + " before any encoding, which sets the number of qubits");
            }
            parts.add(ansatz);
            return this;
        }

        /** What is read at the end of the circuit. */
        public Builder measure(Measurement read) {
            measurement = read;
            return this;
        }

        /** Name of an engine, or "auto" for the fastest present. */
        public Builder engine(String name) {
            engine = name;
            return this;
        }

        /** Name of a gradient method, or "auto": adjoint where results are exact, parameter-shift under shots. */
        public Builder gradient(String name) {
            gradient = name;
            return this;
        }

        /** Measurements per output, 0 for exact results. The network's seed and the iteration decide their outcomes. */
        public Builder shots(int number) {
            shots = number;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if circuit or measurement is missing, or nIn, nOut were set to other sizes
         *     than the circuit's
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public QuantumLayer build() {
            if ((circuit == null) == (parts == null)) {
                throw new DL4JInvalidConfigException("QuantumLayer \"" + layerName + "\": "
                        + (circuit == null ? "neither circuit nor encoding" : "both circuit and encoding")
                        + " given, one of them is needed");
            }
            if (measurement == null) {
                throw new DL4JInvalidConfigException("QuantumLayer \"" + layerName
                        + "\": no measurement given; add for example .measure(PauliZ.onEach(n))");
            }
            Circuit whole = circuit == null ? parts.build() : circuit;
            QuantumNode node = new QuantumNode(whole, measurement, engine, gradient, shots, 0);
            return new QuantumLayer(this, node);
        }
    }
}
