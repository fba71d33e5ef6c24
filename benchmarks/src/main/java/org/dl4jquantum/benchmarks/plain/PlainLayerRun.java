package org.dl4jquantum.benchmarks.plain;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link PlainLayer} at work. */
final class PlainLayerRun extends BaseLayer<PlainLayer> {
    private static final long serialVersionUID = 1;

    PlainLayerRun(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        ClosedForm function = layerConf().function();
        long batch = input.size(0);
        double[] y = new double[(int) batch * function.numOutputs()];
        function.forward(values(input), weights(), y);
        INDArray result = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {batch, function.numOutputs()}, 'c');
        return written(y, result);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        ClosedForm function = layerConf().function();
        double[] dx = new double[(int) input.length()];
        double[] dw = new double[function.numWeights()];
        function.backward(values(input), weights(), values(epsilon), dx, dw);
        Gradient gradient = new DefaultGradient();
        if (dw.length > 0) {
            INDArray view = gradientViews.get(PlainWeights.THETA);
            gradient.gradientForVariable().put(PlainWeights.THETA, written(dw, view));
        }
        INDArray result = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        return new Pair<>(gradient, written(dx, result));
    }

    private double[] weights() {
        return layerConf().function().numWeights() == 0 ? new double[0] : values(params.get(PlainWeights.THETA));
    }

    private static double[] values(INDArray matrix) {
        int columns = (int) matrix.size(1);
        double[] values = new double[(int) matrix.length()];
        for (int k = 0; k < values.length; k++) {
            values[k] = matrix.getDouble(k / columns, k % columns);
        }
        return values;
    }

    private static INDArray written(double[] values, INDArray matrix) {
        int columns = (int) matrix.size(1);
        for (int k = 0; k < values.length; k++) {
            matrix.putScalar(k / columns, k % columns, values[k]);
        }
        return matrix;
    }
}
