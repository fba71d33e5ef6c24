package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.layer.RecurrentCircuits;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gated recurrent unit (K. Cho et al., arXiv:1406.1078) whose gates are circuits with dense maps around them: for the
 * gates z of {@link Dressing},
 *
 * <pre>
 * r, u = sigma(z_1), sigma(z_2)    z of [x, h]
 * n = tanh(z_3)                    z of [x, r h]
 * h' = (1 - u) n + u h
 * </pre>
 *
 * Parameters {@code A}, {@code a}, {@code theta}, {@code C}, {@code c} of r and u, as in {@link QuantumLSTM}, and
 * {@code nA}, {@code na}, {@code ntheta}, {@code nC}, {@code nc} of n.
 */
public final class QuantumGRU extends QuantumRecurrentLayer {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    public QuantumGRU() {}

    private QuantumGRU(Builder builder) {
        super(builder, builder.node());
    }

    @Override
    List<Dressing> dressings() {
        return List.of(dressing("", 2), dressing("n", 1));
    }

    @Override
    RecurrentCircuits<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return RecurrentCircuits.gru(conf, dressings().get(0), dressings().get(1), type, layerIndex);
    }

    @Override
    public QuantumGRU clone() {
        return (QuantumGRU) super.clone();
    }

    /** Builds the layer: nOut and a circuit. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends QuantumRecurrentLayer.Builder<Builder> {
        public Builder() {
            super("QuantumGRU");
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if circuit or measurement is missing, or an activation was set
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public QuantumGRU build() {
            return new QuantumGRU(this);
        }
    }
}
