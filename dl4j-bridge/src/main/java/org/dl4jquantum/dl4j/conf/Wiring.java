package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J asks of every configuration in the same way, whichever of its classes it extends. */
final class Wiring {
    private Wiring() {}

    /** Every rotation anywhere: uniform in [0, 2 pi). */
    static IWeightInit anyAngle() {
        return new WeightInitDistribution(new UniformDistribution(0, 2 * Math.PI));
    }

    /** Refuses a layer whose sizes nobody has set. */
    static void checkSizes(FeedForwardLayer layer) {
        if (layer.getNIn() <= 0 || layer.getNOut() <= 0) {
            throw new DL4JInvalidConfigException(layer.getClass().getSimpleName() + " \"" + layer.getLayerName()
                    + "\": nIn " + layer.getNIn() + " and nOut " + layer.getNOut()
                    + " received, at least 1 of each is needed; set them, or the network's input type");
        }
    }

    /** Connects a new working layer to the network's parameters. */
    static <L extends org.deeplearning4j.nn.layers.BaseLayer<?>> L wired(
            L working,
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams) {
        working.setListeners(listeners);
        working.setIndex(layerIndex);
        working.setParamsViewArray(paramsView);
        working.setParamTable(conf.getLayer().initializer().init(conf, paramsView, initializeParams));
        working.setConf(conf);
        return working;
    }

    /** Parameters, updater state, and one copy of the inputs' gradient. */
    static LayerMemoryReport memory(BaseLayer layer, InputType inputType) {
        long numParams = layer.initializer().numParams(layer);
        return new LayerMemoryReport.Builder(
                        layer.getLayerName(), layer.getClass(), inputType, layer.getOutputType(-1, inputType))
                .standardMemory(
                        numParams, numParams == 0 ? 0 : layer.getIUpdater().stateSize(numParams))
                .workingMemory(0, 0, 0, elements(inputType))
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    /** Numbers of an example; of one step, where the length of a series is not known. */
    static long elements(InputType inputType) {
        return inputType instanceof InputType.InputTypeRecurrent series && series.getTimeSeriesLength() <= 0
                ? series.getSize()
                : inputType.arrayElementsPerExample();
    }
}
