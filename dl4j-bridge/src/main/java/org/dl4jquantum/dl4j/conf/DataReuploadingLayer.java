package org.dl4jquantum.dl4j.conf;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.dl4jquantum.sim.ansatz.DataReuploading;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;

/**
 * A circuit that takes its inputs again in every layer, each time scaled and shifted by weights: {@link DataReuploading}
 * (A. Perez-Salinas et al., arXiv:1907.02085). One qubit already approximates any function as layers are added.
 *
 * <pre>{@code
 * new DataReuploadingLayer.Builder().inputs(2).qubits(1).layers(6).build()
 * }</pre>
 *
 * It measures Z on each qubit unless {@code measure} says otherwise. Weights start uniform in [-pi, pi) unless
 * {@code weightInit} says otherwise.
 */
public final class DataReuploadingLayer extends SingleCircuitLayer {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    public DataReuploadingLayer() {}

    private DataReuploadingLayer(Builder builder, QuantumNode node) {
        super(builder, node);
    }

    @Override
    public DataReuploadingLayer clone() {
        return (DataReuploadingLayer) super.clone();
    }

    /** Builds the layer: its number of inputs; one qubit and one layer unless set. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements RunsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("DataReuploadingLayer");
        private int inputs;
        private int qubits = 1;
        private int layers = 1;
        private Measurement measurement;

        public Builder() {
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(-Math.PI, Math.PI));
        }

        @Override
        public CircuitParts parts() {
            return parts;
        }

        /** Number of inputs of a sample. */
        public Builder inputs(int count) {
            inputs = count;
            return this;
        }

        /** Number of qubits, each of which takes all inputs. */
        public Builder qubits(int count) {
            qubits = count;
            return this;
        }

        /** How often inputs are taken. */
        public Builder layers(int count) {
            layers = count;
            return this;
        }

        /** What is read at the end, instead of Z on each qubit. */
        public Builder measure(Measurement read) {
            measurement = read;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @throws IllegalArgumentException if inputs, qubits or layers are below 1, or the measurement does not fit
         * @throws DL4JInvalidConfigException if nIn or nOut were set to other sizes than the circuit's
         */
        @Override
        public DataReuploadingLayer build() {
            Circuit circuit = Circuit.builder(qubits)
                    .add(new DataReuploading(qubits, inputs, layers))
                    .build();
            Measurement read = measurement == null ? PauliZ.onEach(qubits) : measurement;
            return new DataReuploadingLayer(this, parts.node(circuit, read));
        }
    }
}
