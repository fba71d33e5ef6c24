package org.dl4jquantum.benchmarks.plain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a {@link PlainLayer}: one row, or none. */
final class PlainWeights implements ParamInitializer {
    static final PlainWeights INSTANCE = new PlainWeights();
    static final String THETA = "theta";

    private PlainWeights() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return ((PlainLayer) layer).function().numWeights();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return numParams(layer) == 0 ? List.of() : List.of(THETA);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return paramKeys(layer);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return THETA.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        Map<String, INDArray> params = Collections.synchronizedMap(new LinkedHashMap<>());
        PlainLayer layer = (PlainLayer) conf.getLayer();
        if (numParams(layer) > 0) {
            INDArray theta = paramsView.reshape(1, numParams(layer));
            if (initializeParams) {
                double fanIn = layer.getNIn();
                double fanOut = layer.getNOut();
                char order = IWeightInit.DEFAULT_WEIGHT_INIT_ORDER;
                theta = layer.getWeightInitFn().init(fanIn, fanOut, theta.shape(), order, theta);
            }
            params.put(THETA, theta);
            conf.addVariable(THETA);
        }
        return params;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        if (numParams(conf) > 0) {
            gradients.put(THETA, gradientView.reshape(1, numParams(conf)));
        }
        return gradients;
    }
}
