package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.dl4jquantum.dl4j.conf.QuantumAttentionLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A {@link QuantumAttentionLayer} at work inside a network. */
public final class AttentionCircuits extends BankLayer<QuantumAttentionLayer> {
    private static final long serialVersionUID = 1;
    /** Far below any score, and still a number in half precision. */
    private static final double NO_ATTENTION = -3e4;

    private final transient DressedCircuits dressed;

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public AttentionCircuits(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        dressed = new DressedCircuits(layerConf().dressing(), conf.getSeed(), layerIndex, dataType);
    }

    @Override
    CircuitBank bank() {
        return dressed.bank();
    }

    @Override
    String misfit(INDArray x) {
        long nIn = layerConf().getNIn();
        boolean last = layerConf().getFormat() == RNNFormat.NWC;
        boolean fits = x.rank() == 3 && x.size(last ? 2 : 1) == nIn;
        return fits ? null : last ? "[batch, time, " + nIn + "]" : "[batch, " + nIn + ", time]";
    }

    /** From the network's format to [batch, time, size]. */
    private INDArray stepsFirst(INDArray series) {
        return layerConf().getFormat() == RNNFormat.NWC ? series : series.permute(0, 2, 1);
    }

    private INDArray asGiven(INDArray steps) {
        return layerConf().getFormat() == RNNFormat.NWC
                ? steps
                : steps.permute(0, 2, 1).dup('c');
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        return asGiven(new Attention(stepsFirst(x), pass).values());
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        clearGradients();
        return asGiven(
                new Attention(stepsFirst(x), pass).backward(stepsFirst(dz).dup('c'), pass));
    }

    @Override
    void maskResult(INDArray array) {
        if (maskArray != null) {
            boolean last = layerConf().getFormat() == RNNFormat.NWC;
            array.muli(maskArray
                    .castTo(array.dataType())
                    .reshape(array.size(0), last ? array.size(1) : 1, last ? 1 : array.size(2)));
        }
    }

    /** All series of a batch, and what their steps attend to. */
    private final class Attention {
        private final long batch;
        private final long time;
        private final long nOut = layerConf().getNOut();
        private final double scale = 1 / Math.sqrt((double) nOut);
        private final DressedCircuits.Trace trace;
        private final INDArray queries;
        private final INDArray keys;
        private final INDArray values;
        /** [batch, time of query, time of key]. */
        private final INDArray weights;

        Attention(INDArray x, Pass pass) {
            batch = x.size(0);
            time = x.size(1);
            trace = dressed.forward(x.dup('c').reshape(batch * time, x.size(2)), pass);
            queries = gate(0);
            keys = gate(1);
            values = gate(2);
            INDArray scores =
                    Nd4j.matmul(queries, keys.permute(0, 2, 1).dup('c')).muli(scale);
            if (maskArray != null) {
                INDArray hidden = maskArray.castTo(x.dataType()).rsub(1).muli(NO_ATTENTION);
                scores.addi(hidden.reshape(batch, 1, time));
            }
            INDArray shifted = Transforms.exp(scores.sub(scores.max(true, 2)), false);
            weights = shifted.divi(shifted.sum(true, 2));
        }

        private INDArray gate(int which) {
            return trace.z()
                    .get(NDArrayIndex.all(), NDArrayIndex.interval(which * nOut, (which + 1) * nOut))
                    .dup('c')
                    .reshape(batch, time, nOut);
        }

        INDArray values() {
            return Nd4j.matmul(weights, values);
        }

        INDArray backward(INDArray dy, Pass pass) {
            INDArray dValues = Nd4j.matmul(weights.permute(0, 2, 1).dup('c'), dy);
            INDArray dWeights = Nd4j.matmul(dy, values.permute(0, 2, 1).dup('c'));
            INDArray mean = dWeights.mul(weights).sum(true, 2);
            INDArray dScores = dWeights.sub(mean).muli(weights).muli(scale);
            INDArray dQueries = Nd4j.matmul(dScores, keys);
            INDArray dKeys = Nd4j.matmul(dScores.permute(0, 2, 1).dup('c'), queries);
            INDArray dz = Nd4j.concat(2, dQueries, dKeys, dValues).reshape(batch * time, 3 * nOut);
            INDArray dx = dressed.backward(trace, dz, pass);
            return dx.reshape(batch, time, dx.size(1));
        }
    }
}
