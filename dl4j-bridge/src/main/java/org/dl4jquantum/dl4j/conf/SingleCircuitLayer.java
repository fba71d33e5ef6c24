package org.dl4jquantum.dl4j.conf;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/** A layer that is one circuit and nothing else: nIn and nOut follow from it, its weights are {@code theta}. */
public abstract class SingleCircuitLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    /** For reading configurations. */
    SingleCircuitLayer() {}

    SingleCircuitLayer(FeedForwardLayer.Builder<?> builder, QuantumNode node) {
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

    /**
     * Sets the circuit; nIn and nOut follow from it where they are not set.
     *
     * @throws DL4JInvalidConfigException if nIn or nOut are set to other sizes than the circuit's
     */
    public void setNode(QuantumNode node) {
        this.node = node == null ? null : new StoredNode(node);
        if (node != null) {
            setNIn(nIn == 0 ? node.numInputs() : nIn);
            setNOut(nOut == 0 ? node.numOutputs() : nOut);
        }
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
    BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return new CircuitLayer(conf, false, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return Arrays.asList(node);
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
        checkSize("inputs", size, node == null ? size : getNode().numInputs());
        super.setNIn(size);
    }

    @Override
    public void setNOut(long size) {
        checkSize("outputs", size, node == null ? size : getNode().numOutputs());
        super.setNOut(size);
    }

    private void checkSize(String what, long received, long needed) {
        if (received != needed) {
            throw invalid(received + " " + what + " received, the circuit has " + needed
                    + "; change the circuit, or the layer beside it");
        }
    }
}
