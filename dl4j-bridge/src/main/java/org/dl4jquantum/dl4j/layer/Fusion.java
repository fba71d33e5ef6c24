package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.conf.FusionLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A {@link FusionLayer} at work inside a network. */
public final class Fusion extends FunctionLayer<FusionLayer> {
    private static final long serialVersionUID = 1;

    public Fusion(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    private boolean attends() {
        return layerConf().getMode() == FusionLayer.Mode.ATTENTION;
    }

    @Override
    String misfit(INDArray x) {
        return rowsMisfit(x, layerConf().getNIn());
    }

    /** [batch, components, width]. */
    private INDArray components(INDArray x) {
        return x.dup('c')
                .reshape(x.size(0), layerConf().getComponents(), layerConf().getNOut());
    }

    /** p [batch, components, 1]. */
    private INDArray shares(INDArray components, Pass pass) {
        long batch = components.size(0);
        INDArray scores = Nd4j.zeros(pass.type(), batch, components.size(1));
        if (attends()) {
            scores.addi(flat(components).mmul(pass.weight(FusionLayer.QUERY)).reshape(batch, components.size(1)));
        }
        scores.addiRowVector(pass.weight(FusionLayer.SHARES));
        return Transforms.softmax(scores, false).reshape(batch, components.size(1), 1);
    }

    private static INDArray flat(INDArray components) {
        return components.reshape(components.size(0) * components.size(1), components.size(2));
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        INDArray components = components(x);
        return components.mul(shares(components, pass)).sum(1);
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        INDArray components = components(x);
        INDArray shares = shares(components, pass);
        INDArray dy = dz.dup('c').reshape(dz.size(0), 1, dz.size(1));
        INDArray dShares = components.mul(dy).sum(true, 2);
        INDArray mean = dShares.mul(shares).sum(true, 1);
        INDArray dScores = dShares.sub(mean).muli(shares);
        pass.gradient(FusionLayer.SHARES).assign(dScores.sum(0).reshape(1, components.size(1)));
        INDArray dx = shares.mul(dy);
        if (attends()) {
            INDArray column = dScores.dup('c').reshape(dScores.length(), 1);
            pass.gradient(FusionLayer.QUERY).assign(flat(components).transpose().mmul(column));
            dx = dx.add(dScores.mul(pass.weight(FusionLayer.QUERY).dup('c').reshape(1, 1, dz.size(1))));
        }
        return dx.dup('c').reshape(x.shape());
    }
}
