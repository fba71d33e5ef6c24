package org.dl4jquantum.dl4j.conf;

import java.util.Collection;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;

/** What layers without parameters share, which take inputs of any type and leave the shape as it is. */
public abstract class UnweightedLayer extends NoParamLayer {
    private static final long serialVersionUID = 1;

    /** For reading configurations. */
    UnweightedLayer() {}

    UnweightedLayer(Layer.Builder<?> builder) {
        super(builder);
        initializeConstraints(builder);
    }

    static <L extends org.deeplearning4j.nn.api.Layer> L working(
            L layer, Collection<TrainingListener> listeners, int layerIndex) {
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        return layer;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // Any number fits.
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(layerName, getClass(), inputType, inputType)
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, Wiring.elements(inputType))
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }
}
