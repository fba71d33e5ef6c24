package org.dl4jquantum.dl4j.conf;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.activations.Activation;

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
public final class QuantumLayer extends SingleCircuitLayer {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    public QuantumLayer() {}

    private QuantumLayer(Builder builder, QuantumNode node) {
        super(builder, node);
    }

    @Override
    public QuantumLayer clone() {
        return (QuantumLayer) super.clone();
    }

    /** Builds the layer: either a circuit, or encoding and ansatz in the order given; and what is measured. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> implements BuildsNode<Builder> {
        private final CircuitParts parts = new CircuitParts("QuantumLayer");

        public Builder() {
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        @Override
        public CircuitParts parts() {
            return parts;
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
            return new QuantumLayer(this, parts.node(layerName));
        }
    }
}
