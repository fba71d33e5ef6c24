package org.dl4jquantum.dl4j.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** A loss whose gradient is multiplied, and whose value is not. */
final class ScaledLoss implements ILossFunction {
    private static final long serialVersionUID = 1;
    private final ILossFunction loss;
    private final double scale;

    ScaledLoss(ILossFunction loss, double scale) {
        this.loss = loss;
        this.scale = scale;
    }

    @Override
    public double computeScore(INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
        return loss.computeScore(labels, z, activation, mask, average);
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray z, IActivation activation, INDArray mask) {
        return loss.computeScoreArray(labels, z, activation, mask);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray z, IActivation activation, INDArray mask) {
        return loss.computeGradient(labels, z, activation, mask).muli(scale);
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray z, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, z, activation, mask, average), computeGradient(labels, z, activation, mask));
    }

    @Override
    public String name() {
        return loss.name();
    }
}
