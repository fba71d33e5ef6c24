package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.Normalizer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Brings inputs of any type into the range that an encoding wants: {@code y = low + (high - low) s(x)}, s from
 * {@link Method}, with its exact gradient. No parameters. Shapes stay; a row is an example, or a step of its time series.
 *
 * <pre>{@code
 * new NormalizationLayer.Builder(NormalizationLayer.Method.SIGMOID).range(0, Math.PI).build()
 * }</pre>
 */
public final class NormalizationLayer extends UnweightedLayer {
    private static final long serialVersionUID = 1;

    /** Maps numbers to 0..1. */
    public enum Method {
        /** {@code s(x) = 1 / (1 + exp(-x))}. */
        SIGMOID,
        /** {@code s(x) = (tanh(x) + 1) / 2}. */
        TANH,
        /**
         * {@code s(x_i) = (x_i - min) / (max - min)} over the row. Where numbers tie, the first is the least or the
         * greatest; a row of equal numbers gives 1/2 each, and no gradient.
         */
        MIN_MAX
    }

    @JsonProperty
    private Method method = Method.SIGMOID;

    @JsonProperty
    private double low;

    @JsonProperty
    private double high = 1;

    /** For reading configurations. */
    public NormalizationLayer() {}

    private NormalizationLayer(Builder builder) {
        super(builder);
        method = builder.method;
        low = builder.low;
        high = builder.high;
    }

    public Method getMethod() {
        return method;
    }

    /** What the least numbers become. */
    public double getLow() {
        return low;
    }

    /** What the greatest numbers become. */
    public double getHigh() {
        return high;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        return working(new Normalizer(conf, dataType), listeners, layerIndex);
    }

    @Override
    public NormalizationLayer clone() {
        return (NormalizationLayer) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NormalizationLayer layer
                && super.equals(layer)
                && method == layer.method
                && low == layer.low
                && high == layer.high;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), method, low, high);
    }

    @Override
    public String toString() {
        return "NormalizationLayer(name=" + layerName + ", " + method + " to " + low + ".." + high + ")";
    }

    /** Builds the layer. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends org.deeplearning4j.nn.conf.layers.Layer.Builder<Builder> {
        private final Method method;
        private double low;
        private double high = 1;

        public Builder(Method method) {
            this.method = Objects.requireNonNull(method, "method");
        }

        /** The range of outputs; 0..1 unless set. */
        public Builder range(double from, double to) {
            low = from;
            high = to;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @throws DL4JInvalidConfigException if the range is empty or not finite
         */
        @Override
        public NormalizationLayer build() {
            if (!(low < high) || !Double.isFinite(high - low)) {
                throw new DL4JInvalidConfigException("NormalizationLayer \"" + layerName + "\": range " + low + ".."
                        + high + " received, a finite one from a lesser to a greater number is needed");
            }
            return new NormalizationLayer(this);
        }
    }
}
