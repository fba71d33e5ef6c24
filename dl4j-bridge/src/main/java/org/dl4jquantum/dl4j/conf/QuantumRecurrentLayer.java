package org.dl4jquantum.dl4j.conf;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.dl4j.layer.RecurrentCircuits;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * What recurrent quantum layers share: time series [batch, nIn, time] become [batch, nOut, time], and every gate is a
 * {@link Dressing} of one circuit, with weights of its own. Gates of a step are run side by side, each in one call for the
 * whole batch. Masks, truncated backpropagation through time and {@code rnnTimeStep} work as in DL4J's own layers.
 */
public abstract class QuantumRecurrentLayer extends BaseRecurrentLayer implements QuantumConfiguration {
    private static final long serialVersionUID = 1;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    /** For reading configurations. */
    QuantumRecurrentLayer() {}

    QuantumRecurrentLayer(Builder<?> builder, QuantumNode node) {
        super(builder);
        setNode(node);
        initializeConstraints(builder);
        if (!(getActivationFn() instanceof ActivationTanH)) {
            throw new DL4JInvalidConfigException(getClass().getSimpleName() + " \"" + getLayerName() + "\": activation "
                    + getActivationFn() + " received, only tanh is supported; leave it out");
        }
    }

    /** The functions of its gates, in the order of the parameters. */
    abstract List<Dressing> dressings();

    /** The working layer of this configuration. */
    abstract RecurrentCircuits<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex);

    /**
     * The circuit of every gate, what is measured, and how.
     *
     * @throws DL4JInvalidConfigException if a stored configuration lacks it
     */
    public QuantumNode getNode() {
        return StoredNode.present(node, this);
    }

    public void setNode(QuantumNode node) {
        this.node = new StoredNode(node);
    }

    final Dressing dressing(String prefix, int gates) {
        return new Dressing(prefix, gates, getNode(), nIn + nOut, nOut);
    }

    @Override
    public List<QuantumNode> circuits() {
        return dressings().stream().flatMap(d -> d.circuits().stream()).toList();
    }

    @Override
    public void changeNodes(UnaryOperator<QuantumNode> change) {
        setNode(change.apply(getNode()));
    }

    @Override
    public List<Weight> weights() {
        return dressings().stream().flatMap(d -> d.weights().stream()).toList();
    }

    @Override
    public IWeightInit angleInit() {
        return Wiring.anyAngle();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        Wiring.checkSizes(this);
        return Wiring.wired(
                working(conf, dataType, layerIndex), conf, listeners, layerIndex, paramsView, initializeParams);
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
    public boolean equals(Object other) {
        return other instanceof QuantumRecurrentLayer layer
                && getClass() == layer.getClass()
                && super.equals(layer)
                && Objects.equals(node, layer.node);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), node);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(name=" + layerName + ", nIn=" + nIn + ", nOut=" + nOut + ", "
                + Arrays.asList(node) + ")";
    }

    /** Settings that recurrent quantum layers share: nOut and a circuit; nIn where the network has no input type. */
    public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T>
            implements BuildsNode<T> {
        private final CircuitParts parts;

        Builder(String subject) {
            parts = new CircuitParts(subject);
            activation(Activation.TANH);
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        final QuantumNode node() {
            return parts.node(layerName);
        }
    }
}
