package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer without parameters: a differentiable function of its inputs alone, which keeps their shape. */
abstract class UnweightedFunction<C extends NoParamLayer> extends AbstractLayer<C> {
    private static final long serialVersionUID = 1;

    UnweightedFunction(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** Computes y, which may be x itself. */
    abstract INDArray forward(INDArray x);

    /** Computes {@code dL/dx} for {@code dL/dy}. */
    abstract INDArray backward(INDArray x, INDArray dy);

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clearNoiseWeightParams() {
        // No weights, no noise.
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        // A layer above may change its inputs in place: ours are not its.
        return workspaceMgr.dup(ArrayType.ACTIVATIONS, forward(input.castTo(dataType)));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        applyDropOutIfNecessary(true, workspaceMgr);
        INDArray dx = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, backward(input.castTo(dataType), epsilon));
        return new Pair<>(new DefaultGradient(), backpropDropOutIfPresent(dx));
    }
}
