package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.GradientScaler;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Passes inputs of any type on as they are, and their gradient times a factor: what is below learns faster or slower,
 * what the network computes stays the same.
 */
public final class GradientScale extends UnweightedLayer {
    private static final long serialVersionUID = 1;

    @JsonProperty
    private double factor = 1;

    /** For reading configurations. */
    public GradientScale() {}

    private GradientScale(Builder builder) {
        super(builder);
        factor = builder.factor;
    }

    /** What gradients are multiplied by. */
    public double getFactor() {
        return factor;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        return working(new GradientScaler(conf, dataType), listeners, layerIndex);
    }

    @Override
    public GradientScale clone() {
        return (GradientScale) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GradientScale layer && super.equals(layer) && factor == layer.factor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), factor);
    }

    @Override
    public String toString() {
        return "GradientScale(name=" + layerName + ", " + factor + ")";
    }

    /** Builds the layer. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends org.deeplearning4j.nn.conf.layers.Layer.Builder<Builder> {
        private final double factor;

        /** With a finite factor: 0 stops all gradients, a negative one turns them round. */
        public Builder(double factor) {
            this.factor = factor;
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if the factor is not finite
         */
        @Override
        public GradientScale build() {
            if (!Double.isFinite(factor)) {
                throw new DL4JInvalidConfigException(
                        "GradientScale \"" + layerName + "\": factor " + factor + ", a finite number is needed");
            }
            return new GradientScale(this);
        }
    }
}
