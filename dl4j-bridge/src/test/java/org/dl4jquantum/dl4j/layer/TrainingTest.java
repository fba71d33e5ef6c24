package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.dl4jquantum.layer.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What DL4J's own settings do to a quantum layer in training. */
class TrainingTest {
    private static final DataType TYPE = DataType.FLOAT;

    private static MultiLayerNetwork sequence(QuantumLayer layer) {
        return TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(TYPE), layer));
    }

    private static ComputationGraph graph(QuantumLayer layer) {
        return TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(TYPE), layer));
    }

    @Test
    void aNetworkSeparatesTwoClasses() {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(
                TestNetworks.training(TYPE).updater(new Adam(0.05)),
                TestLayers.weighted().build()));
        DataSet data = TestNetworks.data(TYPE, 8);
        for (int step = 0; step < 150; step++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < 0.2, "score " + network.score(data));
        INDArray right =
                network.output(data.getFeatures()).argMax(1).eq(data.getLabels().argMax(1));
        assertTrue(right.all());
    }

    @Test
    void theLayersOwnUpdaterMovesItsWeightsAlone() {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(
                TestNetworks.training(TYPE).updater(new Sgd(0)),
                TestLayers.weighted().updater(new Sgd(0.3)).build()));
        INDArray dense = network.getParam("0_W").dup();
        INDArray theta = network.getParam("1_theta").dup();
        DataSet data = TestNetworks.data(TYPE, 4);
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().getGradientFor("1_theta").dup();
        network.fit(data);
        assertIdentical(dense, network.getParam("0_W"));
        INDArray expected = theta.sub(gradient.mul(0.3 / 4));
        assertTrue(expected.equalsWithEps(network.getParam("1_theta"), 1e-6));
        assertNotEquals(theta, network.getParam("1_theta"));
    }

    @Test
    void learningRatesAreSetByNameAndByIndex() {
        ComputationGraph graph =
                graph(TestLayers.weighted().updater(new Sgd(0.3)).build());
        assertEquals(0.3, graph.getLearningRate("quantum"));
        assertEquals(0.02, graph.getLearningRate("dense"));
        graph.setLearningRate("quantum", 0);
        assertEquals(0, graph.getLearningRate("quantum"));
        assertEquals(0.02, graph.getLearningRate("dense"));
        INDArray theta = graph.getParam("quantum_theta").dup();
        INDArray dense = graph.getParam("dense_W").dup();
        graph.fit(TestNetworks.data(TYPE, 4));
        assertIdentical(theta, graph.getParam("quantum_theta"));
        assertNotEquals(dense, graph.getParam("dense_W"));
        MultiLayerNetwork sequence = sequence(TestLayers.weighted().build());
        sequence.setLearningRate(1, 0.7);
        assertEquals(0.7, sequence.getLearningRate(1));
        assertEquals(0.02, sequence.getLearningRate(0));
    }

    @Test
    void paramsAreSetByNameAndAllTogether() {
        MultiLayerNetwork network = sequence(TestLayers.weighted().build());
        INDArray theta = Numbers.of(9, TYPE, 1, 9);
        network.setParam("1_theta", theta);
        assertIdentical(theta, network.getParam("1_theta"));
        assertIdentical(theta, network.getLayer(1).params().reshape(1, 9));
        INDArray all = Numbers.of(10, TYPE, 1, network.numParams());
        network.setParams(all);
        assertIdentical(all, network.params().reshape(1, network.numParams()));
        long before = network.getLayer(0).numParams();
        assertEquals(all.getDouble(before + 2), network.getParam("1_theta").getDouble(2));
        network.getLayer(1).setParams(theta);
        assertIdentical(theta, network.getParam("1_theta"));
    }

    @Test
    void weightsStartUniformOnTheCircleUnlessToldOtherwise() {
        QuantumLayer wide = TestLayers.weighted().build();
        INDArray theta = sequence(wide).getParam("1_theta");
        assertTrue(theta.minNumber().doubleValue() >= 0, theta.toString());
        assertTrue(theta.maxNumber().doubleValue() <= 2 * Math.PI, theta.toString());
        assertTrue(theta.maxNumber().doubleValue() > Math.PI, theta.toString());
        INDArray zero = sequence(
                        TestLayers.weighted().weightInit(WeightInit.ZERO).build())
                .getParam("1_theta");
        assertEquals(0, zero.amaxNumber().doubleValue());
    }

    @Test
    void defaultsOfTheNetworkForClassicalLayersAreNotTaken() {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(
                TestNetworks.training(TYPE).activation(Activation.RELU).weightInit(WeightInit.ZERO),
                TestLayers.weighted().build()));
        assertTrue(network.getParam("1_theta").amaxNumber().doubleValue() > 1);
        QuantumLayer layer = (QuantumLayer) network.getLayer(1).conf().getLayer();
        assertEquals(Activation.IDENTITY.getActivationFunction(), layer.getActivationFn());
    }

    @Test
    void constraintsHold() {
        MultiLayerNetwork network = sequence(TestLayers.weighted()
                .constrainWeights(new MaxNormConstraint(0.5, 1))
                .build());
        network.fit(TestNetworks.data(TYPE, 4));
        assertEquals(0.5, network.getParam("1_theta").norm2Number().doubleValue(), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dropoutAndWeightNoiseActInTrainingOnly(boolean dropout) {
        QuantumLayer.Builder noisy = TestLayers.weighted();
        QuantumLayer layer =
                (dropout ? noisy.dropOut(new Dropout(0.5)) : noisy.weightNoise(new DropConnect(0.5))).build();
        MultiLayerNetwork network = sequence(layer);
        INDArray x = TestNetworks.inputs(TYPE, 8);
        assertIdentical(network.output(x), network.output(x));
        assertNotEquals(network.output(x), network.output(x, true));
        INDArray before = network.getParam("1_theta").dup();
        network.fit(TestNetworks.data(TYPE, 8));
        assertNotEquals(before, network.getParam("1_theta"));
    }

    @Test
    void aRowGivesTheSameAloneAndInAnyBatch() {
        MultiLayerNetwork network = sequence(TestLayers.weighted().build());
        INDArray x = TestNetworks.inputs(TYPE, 70);
        INDArray whole = network.output(x).dup();
        for (int batch : new int[] {1, 2, 64, 65, 3}) {
            INDArray part = network.output(x.getRows(IntStream.range(0, batch).toArray()));
            for (int row = 0; row < batch; row++) {
                assertArrayEquals(
                        whole.getRow(row).toDoubleVector(), part.getRow(row).toDoubleVector(), 1e-6);
            }
        }
        network.fit(TestNetworks.data(TYPE, 1));
        network.fit(TestNetworks.data(TYPE, 70));
    }

    @Test
    void maskedExamplesGiveZeros() {
        MultiLayerNetwork network = sequence(TestLayers.weighted().build());
        network.setLayerMaskArrays(Nd4j.createFromArray(new float[][] {{1}, {0}, {1}}), null);
        INDArray y = network.feedForward(TestNetworks.inputs(TYPE, 3), false).get(2);
        assertEquals(0, y.getRow(1).amaxNumber().doubleValue());
        assertNotEquals(0, y.getRow(0).amaxNumber().doubleValue());
    }

    @Test
    void timeSeriesAndImagesAreReshapedByDl4j() {
        MultiLayerNetwork series = TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(new LSTM.Builder().nOut(3).build())
                .layer(TestLayers.weighted().build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(5))
                .build());
        INDArray steps = Numbers.of(1, TYPE, 4, 5, 6);
        assertArrayEquals(new long[] {4, 2, 6}, series.output(steps).shape());
        series.fit(steps, Numbers.of(2, TYPE, 4, 2, 6));
        MultiLayerNetwork images = TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2).nOut(1).build())
                .layer(TestLayers.weighted().build())
                .layer(TestNetworks.output())
                .setInputType(InputType.convolutional(4, 2, 1))
                .build());
        images.fit(Numbers.of(3, TYPE, 5, 1, 4, 2), TestNetworks.labels(TYPE, 5));
        assertArrayEquals(
                new long[] {5, 2},
                images.output(Numbers.of(3, TYPE, 5, 1, 4, 2)).shape());
        MultiLayerNetwork flat = TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(TestLayers.weighted().build())
                .layer(TestNetworks.output())
                .setInputType(InputType.convolutionalFlat(3, 1, 1))
                .build());
        assertArrayEquals(
                new long[] {2, 2}, flat.output(Numbers.of(4, TYPE, 2, 3)).shape());
    }

    @Test
    void aFrozenLayerKeepsItsWeights(@TempDir Path folder) throws IOException {
        MultiLayerNetwork network = sequence(TestLayers.weighted().build());
        MultiLayerNetwork frozen =
                new TransferLearning.Builder(network).setFeatureExtractor(1).build();
        INDArray theta = frozen.getParam("1_theta").dup();
        INDArray output = frozen.getParam("2_W").dup();
        frozen.fit(TestNetworks.data(TYPE, 4));
        assertIdentical(network.getParam("1_theta"), theta);
        assertIdentical(theta, frozen.getParam("1_theta"));
        assertNotEquals(output, frozen.getParam("2_W"));
        Path file = folder.resolve("frozen.zip");
        NetworkFile.save(frozen, file);
        MultiLayerNetwork loaded = NetworkFile.loadMultiLayerNetwork(file);
        loaded.fit(TestNetworks.data(TYPE, 4));
        assertIdentical(theta, loaded.getParam("1_theta"));
        ComputationGraph graph = graph(TestLayers.weighted().build());
        ComputationGraph tuned = new TransferLearning.GraphBuilder(graph)
                .setFeatureExtractor("dense")
                .nOutReplace("out", 3, WeightInit.XAVIER)
                .build();
        INDArray before = tuned.getParam("quantum_theta").dup();
        tuned.fit(new DataSet(TestNetworks.inputs(TYPE, 4), Numbers.of(5, TYPE, 4, 3)));
        assertIdentical(graph.getParam("dense_W"), tuned.getParam("dense_W"));
        assertNotEquals(before, tuned.getParam("quantum_theta"));
        assertEquals(3, tuned.outputSingle(TestNetworks.inputs(TYPE, 4)).size(1));
    }
}
