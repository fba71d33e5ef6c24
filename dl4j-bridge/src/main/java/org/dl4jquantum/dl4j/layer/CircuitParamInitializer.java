package org.dl4jquantum.dl4j.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a circuit as one row, {@link #THETA}; a circuit without weights has no parameter. */
public final class CircuitParamInitializer implements ParamInitializer {
    public static final CircuitParamInitializer INSTANCE = new CircuitParamInitializer();

    /** Key of the weights, [1, P]. */
    public static final String THETA = "theta";

    private CircuitParamInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return ((QuantumLayer) layer).getNode().numWeights();
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
        QuantumLayer layer = (QuantumLayer) conf.getLayer();
        if (numParams(layer) > 0) {
            INDArray theta = paramsView.reshape(1, numParams(layer));
            if (initializeParams) {
                theta = layer.getWeightInitFn()
                        .init(
                                (double) layer.getNIn(),
                                (double) layer.getNOut(),
                                theta.shape(),
                                IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
                                theta);
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
