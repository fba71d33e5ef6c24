package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Masks, and inputs that DL4J reshapes for the layer. */
final class InputProofs {
    private static final int BATCH = 3;

    private InputProofs() {}

    /** Example 1 is masked; in series, its steps from the second on. */
    static INDArray mask(Trial trial, DataType type, int batch) {
        boolean rows = trial.subject().takesRows();
        INDArray mask = Nd4j.ones(type, batch, rows ? 1 : Trial.STEPS);
        for (int step = rows ? 0 : 1; step < mask.size(1); step++) {
            mask.putScalar(1, step, 0);
        }
        return mask;
    }

    static void masks(Trial trial) {
        Network network = trial.network(DataType.DOUBLE);
        double score = network.score(masked(trial, trial.features(DataType.DOUBLE, BATCH)));
        INDArray hidden = trial.features(DataType.DOUBLE, BATCH);
        // Of example 1 everything but the first step, where it is a series.
        INDArray behindTheMask = trial.subject().takesRows()
                ? hidden.getRow(1)
                : hidden.slice(1).get(NDArrayIndex.all(), NDArrayIndex.interval(1, Trial.STEPS));
        behindTheMask.addi(1);
        assertEquals(score, network.score(masked(trial, hidden)), 1e-12, "change behind the mask");
        hidden.slice(0).addi(1);
        double seen = network.score(masked(trial, hidden));
        assertTrue(Math.abs(seen - score) > 1e-6, "change before the mask: " + score + " -> " + seen);
    }

    static DataSet masked(Trial trial, INDArray features) {
        DataSet data = new DataSet(features, trial.labels(DataType.DOUBLE, BATCH));
        data.setFeaturesMaskArray(mask(trial, DataType.DOUBLE, BATCH));
        if (data.getLabels().rank() == 3) {
            data.setLabelsMaskArray(data.getFeaturesMaskArray());
        }
        return data;
    }

    static void series(Trial trial) {
        Network network = Network.of(trial.kind()
                .build(
                        TestNetworks.checking(),
                        InputType.recurrent(Trial.CHANNELS),
                        trial.below(),
                        trial.layer(),
                        trial.output(true)));
        INDArray features = Numbers.of(1, DataType.DOUBLE, BATCH, Trial.CHANNELS, Trial.STEPS);
        INDArray labels = Trial.overSteps(TestNetworks.labels(DataType.DOUBLE, BATCH));
        assertArrayEquals(
                new long[] {BATCH, TestNetworks.CLASSES, Trial.STEPS},
                network.output(features).shape());
        INDArray first = network.output(features).tensorAlongDimension(2, 0, 1);
        INDArray alone = rows(trial).output(features.tensorAlongDimension(2, 0, 1));
        assertEquals(0, first.sub(alone).amaxNumber().doubleValue(), 1e-12, "every step by itself");
        GradientProofs.check(network.model(), new DataSet(features, labels));
    }

    private static Network rows(Trial trial) {
        return trial.network(TestNetworks.checking(), trial.layer());
    }

    static void images(Trial trial) {
        long size = trial.subject().input().arrayElementsPerExample();
        ConvolutionLayer below = new ConvolutionLayer.Builder(1, 1)
                .nOut(1)
                .activation(Activation.TANH)
                .build();
        Network network = Network.of(trial.kind()
                .build(
                        TestNetworks.checking(),
                        InputType.convolutional(size, 1, 2),
                        below,
                        trial.layer(),
                        TestNetworks.output()));
        DataSet data = new DataSet(
                Numbers.of(1, DataType.DOUBLE, BATCH, 2, size, 1), TestNetworks.labels(DataType.DOUBLE, BATCH));
        GradientProofs.check(network.model(), data);
        INDArray y = network.output(data.getFeatures());
        assertArrayEquals(new long[] {BATCH, TestNetworks.CLASSES}, y.shape());
        assertTrue(y.getRow(0).sub(y.getRow(1)).amaxNumber().doubleValue() > 1e-6);
    }
}
