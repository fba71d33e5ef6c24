package org.dl4jquantum.dl4j.conf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.dl4jquantum.dl4j.layer.KernelCircuit;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

/**
 * Likeness to landmarks, by a kernel that a circuit defines: output j is {@code k(x, l_j)} for trainable points l_j in the
 * space of inputs, {@code landmarks} [nOut, nIn], standard normal at first. The circuit may have weights, {@code theta},
 * uniform in [0, 2 pi) at first. nIn follows from the circuit. Inputs and landmarks are one batch of the circuit.
 */
public final class QuantumKernelLayer extends QuantumFeedForwardLayer {
    private static final long serialVersionUID = 1;

    /** How states are compared. */
    public enum Kernel {
        /**
         * {@code |<phi(l)|phi(x)>|^2} (V. Havlicek et al., arXiv:1804.11326). From state vectors, so without shots; it
         * falls exponentially with the number of qubits.
         */
        FIDELITY,
        /**
         * {@code exp(-b sum_q ||rho_q(x) - rho_q(l)||_F^2)} over the states rho_q of single qubits (H.-Y. Huang et al.,
         * arXiv:2011.01938), with b the trainable parameter {@code bandwidth} [1, 1], 1 at first.
         */
        PROJECTED
    }

    /** Key of the landmarks. */
    public static final String LANDMARKS = "landmarks";

    /** Key of b. */
    public static final String BANDWIDTH = "bandwidth";

    @JsonSerialize(using = NodeSerializer.class)
    @JsonDeserialize(using = NodeDeserializer.class)
    private StoredNode node;

    @JsonProperty
    private Kernel kernel = Kernel.PROJECTED;

    /** For reading configurations. */
    public QuantumKernelLayer() {}

    private QuantumKernelLayer(Builder builder, QuantumNode node) {
        super(builder);
        kernel = builder.kernel;
        setNode(node);
        checkInputs(nIn == 0 ? node.numInputs() : nIn);
        nIn = node.numInputs();
        initializeConstraints(builder);
    }

    /**
     * The circuit, and what is read of its states.
     *
     * @throws DL4JInvalidConfigException if a stored configuration lacks it
     */
    public QuantumNode getNode() {
        return StoredNode.present(node, this);
    }

    public void setNode(QuantumNode node) {
        this.node = new StoredNode(node);
    }

    public Kernel getKernel() {
        return kernel;
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
        List<Weight> weights = new ArrayList<>();
        weights.add(new Weight(LANDMARKS, nOut, getNode().numInputs(), Weight.Kind.POINT));
        if (kernel == Kernel.PROJECTED) {
            weights.add(new Weight(BANDWIDTH, 1, 1, Weight.Kind.FACTOR));
        }
        if (getNode().numWeights() > 0) {
            weights.add(Weight.angles(CircuitParamInitializer.THETA, getNode().numWeights()));
        }
        return weights;
    }

    @Override
    BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return new KernelCircuit(conf, type, layerIndex);
    }

    @Override
    List<?> ownFields() {
        return Arrays.asList(node, kernel);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, true);
        long received = nIn;
        nIn = getNode().numInputs();
        checkInputs(received);
    }

    private void checkInputs(long received) {
        if (received != getNode().numInputs()) {
            throw invalid(received + " inputs received, the circuit has "
                    + getNode().numInputs() + "; change the circuit, or the layer below");
        }
    }

    @Override
    public QuantumKernelLayer clone() {
        return (QuantumKernelLayer) super.clone();
    }

    /** Builds the layer: a kernel, a circuit, and the number of landmarks. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements BuildsCircuit<Builder> {
        private final CircuitParts parts = new CircuitParts("QuantumKernelLayer");
        private final Kernel kernel;

        public Builder(Kernel kernel) {
            this.kernel = Objects.requireNonNull(kernel, "kernel");
            activation(Activation.IDENTITY);
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /** Number of landmarks; the same as {@code nOut}. */
        public Builder landmarks(int count) {
            return nOut(count);
        }

        private Measurement read(int qubits) {
            if (kernel == Kernel.FIDELITY) {
                return Measurement.stateVector();
            }
            List<PauliSum> paulis = new ArrayList<>();
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (char axis : new char[] {'X', 'Y', 'Z'}) {
                    paulis.add(PauliSum.of(PauliString.single(axis, qubit, qubits)));
                }
            }
            return Measurement.expectations(paulis);
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if the circuit is missing, there is no landmark, or nIn was set to another
         *     size than the circuit's
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public QuantumKernelLayer build() {
            Circuit circuit = parts.whole(layerName);
            if (nOut < 1) {
                throw new DL4JInvalidConfigException("QuantumKernelLayer \"" + layerName + "\": " + nOut
                        + " landmarks received, at least 1 is needed; add .landmarks(n)");
            }
            return new QuantumKernelLayer(this, parts.node(circuit, read(circuit.numQubits())));
        }
    }
}
