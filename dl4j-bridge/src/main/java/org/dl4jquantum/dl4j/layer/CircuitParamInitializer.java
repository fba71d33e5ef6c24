package org.dl4jquantum.dl4j.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.dl4jquantum.dl4j.conf.Weight;
import org.dl4jquantum.dl4j.conf.WeightedConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters that a {@link WeightedConfiguration} lists, as views of the network's row, in their order. */
public final class CircuitParamInitializer implements ParamInitializer {
    public static final CircuitParamInitializer INSTANCE = new CircuitParamInitializer();

    /** Key of the weights of circuits, [1, P]. */
    public static final String THETA = "theta";

    private CircuitParamInitializer() {}

    private static List<Weight> weights(Layer layer) {
        return ((WeightedConfiguration) layer).weights();
    }

    private static List<String> keys(Layer layer, boolean biases) {
        return weights(layer).stream()
                .filter(weight -> (weight.kind() == Weight.Kind.BIAS) == biases)
                .map(Weight::key)
                .toList();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return weights(layer).stream().mapToLong(Weight::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return weights(layer).stream().map(Weight::key).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, false);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, true);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        Map<String, INDArray> params = Collections.synchronizedMap(views(conf.getLayer(), paramsView));
        for (Weight weight : weights(conf.getLayer())) {
            conf.addVariable(weight.key());
            if (initializeParams) {
                start(weight, params.get(weight.key()), (BaseLayer) conf.getLayer());
            }
        }
        return params;
    }

    private static void start(Weight weight, INDArray view, BaseLayer layer) {
        switch (weight.kind()) {
            case ANGLE -> draw(((WeightedConfiguration) layer).angleInit(), weight, view);
            case MATRIX -> draw(layer.getWeightInitFn(), weight, view);
            case BIAS -> view.assign(layer.getBiasInit());
            case POINT -> view.assign(Nd4j.randn(view.shape()));
            case FACTOR -> view.assign(1);
        }
    }

    private static void draw(IWeightInit from, Weight weight, INDArray view) {
        INDArray flat = view.reshape(IWeightInit.DEFAULT_WEIGHT_INIT_ORDER, new long[] {view.length()});
        from.init(
                (double) weight.rows(),
                (double) weight.columns(),
                view.shape(),
                IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
                flat);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        return views(conf.getLayer(), gradientView);
    }

    private static Map<String, INDArray> views(Layer layer, INDArray row) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        List<Weight> weights = weights(layer);
        if (weights.isEmpty()) {
            return views;
        }
        INDArray flat = row.reshape(row.length());
        long next = 0;
        for (Weight weight : weights) {
            // DL4J's own layers lay matrices column by column, and setParams counts on it.
            views.put(
                    weight.key(),
                    flat.get(NDArrayIndex.interval(next, next + weight.length()))
                            .reshape('f', weight.rows(), weight.columns()));
            next += weight.length();
        }
        return views;
    }
}
