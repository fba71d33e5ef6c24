package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.dl4j.layer.OutputCircuit;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * The end of a classifier: the outcomes of measuring qubits are the classes, and their probabilities are trained directly
 * by the negative log-likelihood, with no softmax between. Outcome j counts for class j mod C, and a small part of every
 * reading counts as lost, so that a probability of 0 has a finite loss:
 *
 * <pre>
 * y_c = (1 - e) sum_{j = c mod C} p_j + e / C
 * </pre>
 *
 * As many qubits are measured as C classes need, from qubit 0 on, unless {@code measured} names them. Weights are the
 * parameter {@code theta} [1, P], uniform in [0, 2 pi) at first unless {@code weightInit} says otherwise. nIn follows from
 * the circuit.
 */
public final class QuantumOutputLayer extends BaseOutputLayer implements QuantumConfiguration {
    private static final long serialVersionUID = 1;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    @JsonProperty
    private double lost;

    /** For reading configurations. */
    public QuantumOutputLayer() {}

    private QuantumOutputLayer(Builder builder, QuantumNode node) {
        super(builder);
        setHasBias(false);
        lost = builder.lost;
        setNode(node);
        setNIn(nIn == 0 ? node.numInputs() : nIn);
        initializeConstraints(builder);
    }

    /**
     * The circuit, and the probabilities that are measured.
     *
     * @throws DL4JInvalidConfigException if a stored configuration lacks it
     */
    public QuantumNode getNode() {
        return StoredNode.present(node, this);
    }

    public void setNode(QuantumNode node) {
        this.node = new StoredNode(node);
    }

    /** The part of readings that counts as lost, e. */
    public double getLost() {
        return lost;
    }

    @Override
    public List<QuantumNode> circuits() {
        return List.of(getNode());
    }

    @Override
    public void changeNodes(UnaryOperator<QuantumNode> change) {
        setNode(change.apply(getNode()));
    }

    @Override
    public List<Weight> weights() {
        int count = getNode().numWeights();
        return count == 0 ? List.of() : List.of(Weight.angles(CircuitParamInitializer.THETA, count));
    }

    @Override
    public IWeightInit angleInit() {
        return getWeightInitFn();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        return Wiring.wired(
                new OutputCircuit(conf, dataType, layerIndex),
                conf,
                listeners,
                layerIndex,
                paramsView,
                initializeParams);
    }

    @Override
    public ParamInitializer initializer() {
        return CircuitParamInitializer.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return Wiring.memory(this, inputType);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, true);
        long received = nIn;
        nIn = getNode().numInputs();
        checkInputs(received);
    }

    @Override
    public void setNIn(long size) {
        if (node != null) {
            checkInputs(size);
        }
        super.setNIn(size);
    }

    private void checkInputs(long received) {
        if (received != getNode().numInputs()) {
            throw new DL4JInvalidConfigException("QuantumOutputLayer \"" + getLayerName() + "\": " + received
                    + " inputs received, the circuit has " + getNode().numInputs()
                    + "; change the circuit, or the layer below");
        }
    }

    @Override
    public QuantumOutputLayer clone() {
        return (QuantumOutputLayer) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantumOutputLayer layer
                && super.equals(layer)
                && Objects.equals(node, layer.node)
                && lost == layer.lost;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), node, lost);
    }

    @Override
    public String toString() {
        return "QuantumOutputLayer(name=" + layerName + ", classes=" + nOut + ", lost=" + lost + ", " + node + ")";
    }

    /** Builds the layer: a circuit, and the number of classes. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends BaseOutputLayer.Builder<Builder> implements BuildsCircuit<Builder> {
        private static final double HARDLY_ANY = 1e-3;

        private final CircuitParts parts = new CircuitParts("QuantumOutputLayer");
        private int[] qubits;
        private double lost = HARDLY_ANY;

        public Builder() {
            super(LossFunction.NEGATIVELOGLIKELIHOOD);
            activation(new AsMeasured());
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /** Number of classes, C; the same as {@code nOut}. */
        public Builder classes(int count) {
            return nOut(count);
        }

        /** Which qubits are measured; the j-th listed is bit j of the outcome. */
        public Builder measured(int... list) {
            qubits = list.clone();
            return this;
        }

        /** The part of readings that counts as lost, e, in [0, 1); 0.001 unless set. */
        public Builder lost(double part) {
            lost = part;
            return this;
        }

        private DL4JInvalidConfigException invalid(String message) {
            return new DL4JInvalidConfigException("QuantumOutputLayer \"" + layerName + "\": " + message);
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if the circuit is missing, there are fewer than 2 classes or more than
         *     outcomes, an activation was set, or the part that is lost is outside [0, 1)
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public QuantumOutputLayer build() {
            Circuit circuit = parts.whole(layerName);
            if (!(activationFn instanceof AsMeasured)) {
                throw invalid("activation " + activationFn
                        + " received, outcomes are probabilities as they are; leave it" + " out");
            }
            if (nOut < 2) {
                throw invalid(nOut + " classes received, at least 2 are needed; add .classes(n)");
            }
            if (!(lost >= 0 && lost < 1)) {
                throw invalid("lost part " + lost + " received, allowed is 0 to less than 1");
            }
            int needed = Long.SIZE - Long.numberOfLeadingZeros(nOut - 1);
            int[] read = qubits == null ? IntStream.range(0, needed).toArray() : qubits;
            if (read.length < needed || circuit.numQubits() < needed) {
                throw invalid(nOut + " classes received, outcomes of " + Math.min(read.length, circuit.numQubits())
                        + " qubits are fewer; measure " + needed + " qubits");
            }
            return new QuantumOutputLayer(this, parts.node(circuit, Measurement.probabilities(read)));
        }
    }
}
