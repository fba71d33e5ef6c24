package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.layer.CircuitParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What configurations share that list their parameters: wiring, memory report, equality. A subclass says which
 * parameters it has, what works for it, and which of its own fields make it equal.
 */
public abstract class WeightedLayer extends FeedForwardLayer implements WeightedConfiguration {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    WeightedLayer() {}

    WeightedLayer(FeedForwardLayer.Builder<?> builder) {
        super(builder);
    }

    /** The working layer of this configuration. */
    abstract BaseLayer<?> working(NeuralNetConfiguration conf, DataType type, int layerIndex);

    /** The values of the fields that this class adds. */
    abstract List<?> ownFields();

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

    /** A mistake in this configuration. */
    final DL4JInvalidConfigException invalid(String message) {
        return new DL4JInvalidConfigException(getClass().getSimpleName() + " \"" + getLayerName() + "\": " + message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightedLayer layer
                && getClass() == layer.getClass()
                && super.equals(layer)
                && ownFields().equals(layer.ownFields());
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), ownFields());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(name=" + layerName + ", " + ownFields() + ")";
    }
}
