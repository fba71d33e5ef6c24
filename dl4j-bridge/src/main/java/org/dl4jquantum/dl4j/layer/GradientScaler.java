package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.conf.GradientScale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link GradientScale} at work inside a network. */
public final class GradientScaler extends UnweightedFunction<GradientScale> {
    private static final long serialVersionUID = 1;

    public GradientScaler(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    INDArray forward(INDArray x) {
        return x;
    }

    @Override
    INDArray backward(INDArray x, INDArray dy) {
        return dy.mul(layerConf().getFactor());
    }
}
