package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.util.ConvolutionUtils;
import org.dl4jquantum.dl4j.conf.Patches;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link QuanvolutionLayer} at work inside a network. */
public final class QuanvolutionCircuits extends BankLayer<QuanvolutionLayer> {
    private static final long serialVersionUID = 1;

    private final transient CircuitBank bank;

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with a circuit
     */
    public QuanvolutionCircuits(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        bank = new CircuitBank(
                layerConf().circuits(), CircuitParamInitializer.THETA, true, conf.getSeed(), layerIndex, dataType);
    }

    @Override
    CircuitBank bank() {
        return bank;
    }

    @Override
    String misfit(INDArray x) {
        long channels = layerConf().getNIn();
        boolean last = layerConf().getFormat() == CNN2DFormat.NHWC;
        boolean fits = x.rank() == 4
                && x.size(last ? 3 : 1) == channels
                && patches().down(x.size(last ? 1 : 2)) > 0
                && patches().across(x.size(last ? 2 : 3)) > 0;
        String shape = last ? "[batch, rows, columns, " + channels + "]" : "[batch, " + channels + ", rows, columns]";
        return fits ? null : shape + " of at least one window";
    }

    private Patches patches() {
        return layerConf().getPatches();
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        INDArray images = channelsFirst(x);
        INDArray rows = rows(images);
        INDArray y = Nd4j.createUninitialized(pass.type(), rows.size(0), bank.numOutputs());
        bank.forward(rows, pass.weight(CircuitParamInitializer.THETA), y, pass.iteration());
        INDArray z = y.reshape(
                        images.size(0),
                        patches().down(images.size(2)),
                        patches().across(images.size(3)),
                        bank.numOutputs())
                .permute(0, 3, 1, 2);
        return asGiven(z).dup('c');
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        INDArray images = channelsFirst(x);
        INDArray rows = rows(images);
        INDArray dy = channelsFirst(dz).permute(0, 2, 3, 1).dup('c').reshape(rows.size(0), bank.numOutputs());
        INDArray dRows = Nd4j.createUninitialized(pass.type(), rows.shape());
        INDArray dTheta = pass.gradients().getOrDefault(CircuitParamInitializer.THETA, Nd4j.empty(pass.type()));
        bank.backward(rows, pass.weight(CircuitParamInitializer.THETA), dy, dRows, dTheta, pass.iteration());
        return asGiven(images(dRows, images)).dup('c');
    }

    private INDArray channelsFirst(INDArray images) {
        return layerConf().getFormat() == CNN2DFormat.NHWC ? images.permute(0, 3, 1, 2) : images;
    }

    private INDArray asGiven(INDArray images) {
        return layerConf().getFormat() == CNN2DFormat.NHWC ? images.permute(0, 2, 3, 1) : images;
    }

    /** Patches [batch * down * across, channels * height * width]. */
    private INDArray rows(INDArray images) {
        Patches p = patches();
        INDArray windows = Nd4j.createUninitialized(
                images.dataType(),
                images.size(0),
                images.size(1),
                p.height(),
                p.width(),
                p.down(images.size(2)),
                p.across(images.size(3)));
        Convolution.im2col(
                images.dup('c'),
                p.height(),
                p.width(),
                p.strideDown(),
                p.strideAcross(),
                p.paddingDown(),
                p.paddingAcross(),
                1,
                1,
                false,
                windows);
        long size = images.size(1) * p.height() * p.width();
        return windows.permute(0, 4, 5, 1, 2, 3).dup('c').reshape(windows.length() / size, size);
    }

    /** Adds patches up to images of the given shape. */
    private INDArray images(INDArray rows, INDArray like) {
        Patches p = patches();
        INDArray windows = rows.reshape(
                        like.size(0), p.down(like.size(2)), p.across(like.size(3)), like.size(1), p.height(), p.width())
                .permute(0, 3, 4, 5, 1, 2)
                .dup('c');
        return Convolution.col2im(
                windows,
                like.ulike(),
                p.strideDown(),
                p.strideAcross(),
                p.paddingDown(),
                p.paddingAcross(),
                (int) like.size(2),
                (int) like.size(3),
                1,
                1);
    }

    @Override
    void maskResult(INDArray array) {
        // As in DL4J's convolutions, masks are passed on and hide nothing here.
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int minibatchSize) {
        if (mask == null || mask.rank() != 4) {
            return new Pair<>(mask, state);
        }
        Patches p = patches();
        INDArray reduced = ConvolutionUtils.cnn2dMaskReduction(
                mask,
                new int[] {p.height(), p.width()},
                new int[] {p.strideDown(), p.strideAcross()},
                new int[] {p.paddingDown(), p.paddingAcross()},
                new int[] {1, 1},
                ConvolutionMode.Truncate);
        return new Pair<>(reduced, state);
    }
}
