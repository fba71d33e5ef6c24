package org.dl4jquantum.benchmarks.plain;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A closed form as a layer, with weights that start as those of a quantum layer do. */
public final class PlainLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1;

    private final ClosedForm function;

    private PlainLayer(Builder builder) {
        super(builder);
        function = builder.function;
        nIn = function.numInputs();
        nOut = function.numOutputs();
    }

    /** What the layer computes. */
    public ClosedForm function() {
        return function;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType dataType) {
        PlainLayerRun layer = new PlainLayerRun(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(paramsView);
        layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return PlainWeights.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        throw new UnsupportedOperationException("PlainLayer: no memory report, it is for timing only");
    }

    /** Builds the layer. */
    @SuppressWarnings("unchecked") // build() narrows a generic return type, as in every layer of DL4J
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {
        private final ClosedForm function;

        public Builder(ClosedForm function) {
            this.function = function;
            activation(Activation.IDENTITY);
            weightInit(new UniformDistribution(0, 2 * Math.PI));
        }

        @Override
        public PlainLayer build() {
            return new PlainLayer(this);
        }
    }
}
