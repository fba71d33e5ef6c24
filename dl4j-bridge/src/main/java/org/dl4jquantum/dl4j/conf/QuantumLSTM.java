package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.layer.RecurrentCircuits;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Long short-term memory whose four gates are circuits (S. Y.-C. Chen et al., arXiv:2009.01783), with dense maps around
 * them, so that nIn and nOut are free: for the gates {@code z = C f(tanh([x, h] A + a) pi/2) + c} of {@link Dressing},
 *
 * <pre>
 * f, i, g, o = sigma(z_1), sigma(z_2), tanh(z_3), sigma(z_4)
 * c' = f c + i g,  h' = o tanh(c')
 * </pre>
 *
 * Parameters {@code A} [nIn + nOut, 4 q], {@code a}, {@code theta} [1, 4 P], {@code C} [o, 4 nOut], {@code c}, gates in the
 * order f, i, g, o, for a circuit of q inputs, P weights and o outputs.
 */
public final class QuantumLSTM extends QuantumRecurrentLayer {
    private static final long serialVersionUID = 1;
    private static final int GATES = 4;

    /** For reading configurations. */
    public QuantumLSTM() {}

    private QuantumLSTM(Builder builder) {
        super(builder, builder.node());
    }

    @Override
    List<Dressing> dressings() {
        return List.of(dressing("", GATES));
    }

    @Override
    RecurrentCircuits<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex) {
        return RecurrentCircuits.lstm(conf, dressings().get(0), type, layerIndex);
    }

    @Override
    public QuantumLSTM clone() {
        return (QuantumLSTM) super.clone();
    }

    /** Builds the layer: nOut and a circuit. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends QuantumRecurrentLayer.Builder<Builder> {
        public Builder() {
            super("QuantumLSTM");
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if circuit or measurement is missing, or an activation was set
         * @throws IllegalArgumentException if a part does not fit the others
         */
        @Override
        public QuantumLSTM build() {
            return new QuantumLSTM(this);
        }
    }
}
