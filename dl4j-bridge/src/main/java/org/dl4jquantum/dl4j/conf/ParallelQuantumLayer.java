package org.dl4jquantum.dl4j.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * Circuits side by side, run at the same time: {@code y = [f_1(x_1; w_1), ..., f_k(x_k; w_k)]}. Circuit i reads its own
 * inputs, in order, or, with {@code sharedInputs}, all circuits read the same. The weights of all are one row
 * {@code theta}, circuit by circuit, uniform in [0, 2 pi) at first unless {@code weightInit} says otherwise. nIn and nOut
 * follow from the circuits.
 */
public final class ParallelQuantumLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;

    @JsonSerialize(contentUsing = NodeSerializer.class)
    @JsonDeserialize(contentUsing = NodeDeserializer.class)
    private List<StoredNode> nodes = List.of();

    @JsonProperty
    private boolean sharedInputs;

    /** For reading configurations. */
    public ParallelQuantumLayer() {}

    private ParallelQuantumLayer(Builder builder) {
        super(builder);
        sharedInputs = builder.sharedInputs;
        setNodes(builder.nodes());
        nIn = neededInputs();
        nOut = circuits().stream().mapToInt(QuantumNode::numOutputs).sum();
        builder.checkSizes(nIn, nOut);
        initializeConstraints(builder);
    }

    /** The circuits, in order. */
    public List<QuantumNode> getNodes() {
        return nodes.stream().map(StoredNode::node).toList();
    }

    public void setNodes(List<QuantumNode> nodes) {
        this.nodes = new ArrayList<>(nodes.stream().map(StoredNode::new).toList());
    }

    /** Whether every circuit reads all inputs. */
    public boolean isSharedInputs() {
        return sharedInputs;
    }

    @Override
    public List<QuantumNode> circuits() {
        if (nodes.isEmpty()) {
            throw invalid("field \"nodes\", the circuits, is missing or empty");
        }
        return getNodes();
    }

    private long neededInputs() {
        return sharedInputs
                ? circuits().get(0).numInputs()
                : circuits().stream().mapToInt(QuantumNode::numInputs).sum();
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
        return new CircuitLayer(conf, sharedInputs, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return List.of(nodes, sharedInputs);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, true);
        long received = nIn;
        nIn = neededInputs();
        if (received != nIn) {
            throw invalid(received + " inputs received, the circuits take " + nIn
                    + "; change the circuits, or the layer below");
        }
    }

    @Override
    public ParallelQuantumLayer clone() {
        return (ParallelQuantumLayer) super.clone();
    }

    /** Builds the layer: one call of {@code circuit} for each circuit. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements RunsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("ParallelQuantumLayer");
        private final List<Circuit> circuits = new ArrayList<>();
        private final List<Measurement> measurements = new ArrayList<>();
        private boolean sharedInputs;

        public Builder() {
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /** One more circuit, and what is read at its end. */
        public Builder circuit(Circuit circuit, Measurement measurement) {
            circuits.add(circuit);
            measurements.add(measurement);
            return this;
        }

        /** So many copies of a circuit, each with weights of its own. */
        public Builder circuits(int copies, Circuit circuit, Measurement measurement) {
            for (int copy = 0; copy < copies; copy++) {
                circuit(circuit, measurement);
            }
            return this;
        }

        /** Whether every circuit reads all inputs; each its own unless set. */
        public Builder sharedInputs(boolean all) {
            sharedInputs = all;
            return this;
        }

        private List<QuantumNode> nodes() {
            List<QuantumNode> nodes = new ArrayList<>();
            for (int i = 0; i < circuits.size(); i++) {
                nodes.add(parts.node(circuits.get(i), measurements.get(i)));
            }
            return nodes;
        }

        private DL4JInvalidConfigException invalid(String message) {
            return new DL4JInvalidConfigException("ParallelQuantumLayer \"" + layerName + "\": " + message);
        }

        private void checkSizes(long inputs, long outputs) {
            if ((nIn != 0 && nIn != inputs) || (nOut != 0 && nOut != outputs)) {
                throw invalid("nIn " + nIn + " and nOut " + nOut + " received, the circuits have " + inputs + " and "
                        + outputs + "; leave them out");
            }
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if there is no circuit, circuits that share inputs take different numbers of
         *     them, or nIn, nOut were set to other sizes than the circuits'
         * @throws IllegalArgumentException if a measurement does not fit its circuit
         */
        @Override
        public ParallelQuantumLayer build() {
            if (circuits.isEmpty()) {
                throw invalid("no circuit given, at least 1 is needed; add one by .circuit(circuit, measurement)");
            }
            List<Integer> sizes =
                    circuits.stream().map(Circuit::numInputs).distinct().toList();
            if (sharedInputs && sizes.size() > 1) {
                throw invalid("circuits that take " + sizes + " inputs received, those that share inputs take equally"
                        + " many");
            }
            return new ParallelQuantumLayer(this);
        }
    }
}
