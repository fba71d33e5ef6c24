package org.dl4jquantum.dl4j.feature;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's transfer learning: freezing and replacing. */
final class TransferProofs {
    private static final int NEW_CLASSES = 3;

    private TransferProofs() {}

    private static Network frozen(Network network, String upTo) {
        Model model = network.model() instanceof ComputationGraph graph
                ? new TransferLearning.GraphBuilder(graph)
                        .setFeatureExtractor(upTo)
                        .build()
                : new TransferLearning.Builder((MultiLayerNetwork) network.model())
                        .setFeatureExtractor(Integer.parseInt(upTo))
                        .build();
        Network frozen = Network.of(model);
        assertIdentical(network.model().params(), frozen.model().params());
        return frozen;
    }

    private static boolean moved(INDArray before, INDArray after) {
        return before.sub(after).amaxNumber().doubleValue() > 0;
    }

    static void freezeBelow(Trial trial) {
        Network network = frozen(trial.trained(), trial.kind().below);
        INDArray below = trial.weightsBelow(network).dup();
        INDArray weights = trial.weights(network).dup();
        trial.fit(network, 1);
        assertIdentical(below, trial.weightsBelow(network));
        assertTrue(moved(weights, trial.weights(network)));
    }

    static void freezeTheLayer(Trial trial) {
        Network network = frozen(trial.trained(), trial.place());
        assertKeepsAllButTheOutput(trial, network);
    }

    private static void assertKeepsAllButTheOutput(Trial trial, Network network) {
        INDArray below = trial.weightsBelow(network).dup();
        INDArray weights = trial.weights(network).dup();
        INDArray output = trial.weightsOfOutput(network).dup();
        trial.fit(network, 1);
        assertIdentical(below, trial.weightsBelow(network));
        assertIdentical(weights, trial.weights(network));
        assertTrue(moved(output, trial.weightsOfOutput(network)));
    }

    static void saveFrozen(Trial trial) throws IOException {
        Network network = frozen(trial.trained(), trial.place());
        trial.fit(network, 1);
        Network restored = StorageProofs.restored(trial, network);
        assertIdentical(network.model().params(), restored.model().params());
        trial.fit(network, 1);
        assertKeepsAllButTheOutput(trial, restored);
        assertIdentical(network.model().params(), restored.model().params());
    }

    static void frozenWithBackprop(Trial trial) {
        Network network =
                trial.network(TestNetworks.training(DataType.FLOAT), new FrozenLayerWithBackprop(trial.layer()));
        INDArray below = trial.weightsBelow(network).dup();
        INDArray params = network.layer(trial.place()).params().dup();
        trial.fit(network, 1);
        assertIdentical(params, network.layer(trial.place()).params());
        assertTrue(moved(below, trial.weightsBelow(network)));
    }

    static void replaceOutput(Trial trial) {
        Network network = trial.trained();
        boolean steps = trial.labels(DataType.FLOAT, 1).rank() == 3;
        long width = trial.weightsOfOutput(network).size(0);
        var output = steps
                ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(width)
                        .nOut(NEW_CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build()
                : new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(width)
                        .nOut(NEW_CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build();
        Model model = network.model() instanceof ComputationGraph graph
                ? new TransferLearning.GraphBuilder(graph)
                        .removeVertexKeepConnections(trial.kind().out)
                        .addLayer(trial.kind().out, output, trial.place())
                        .setOutputs(trial.kind().out)
                        .setInputTypes(trial.inputType())
                        .build()
                : new TransferLearning.Builder((MultiLayerNetwork) network.model())
                        .fineTuneConfiguration(
                                new FineTuneConfiguration.Builder().seed(5).build())
                        .removeOutputLayer()
                        .addLayer(output)
                        .setInputPreProcessor(
                                2,
                                ((MultiLayerNetwork) network.model())
                                        .getLayerWiseConfigurations()
                                        .getInputPreProcess(2))
                        .build();
        assertOnlyTheOutputIsNew(trial, network, Network.of(model));
    }

    private static void assertOnlyTheOutputIsNew(Trial trial, Network network, Network renewed) {
        assertIdentical(trial.weightsBelow(network), trial.weightsBelow(renewed));
        assertIdentical(trial.weights(network), trial.weights(renewed));
        assertEquals(
                NEW_CLASSES, renewed.output(trial.features(DataType.FLOAT, 2)).size(1));
    }

    static void replaceOutputSize(Trial trial) {
        Network network = trial.trained();
        assertOnlyTheOutputIsNew(trial, network, resized(network, trial.kind().out, NEW_CLASSES));
    }

    /** To its own size: a circuit has no other, and other layers draw new weights too. */
    static void replaceLayerSize(Trial trial) {
        Network network = trial.trained();
        int size = (int) ((org.deeplearning4j.nn.conf.layers.FeedForwardLayer)
                        network.layer(trial.place()).conf().getLayer())
                .getNOut();
        Network renewed = resized(network, trial.place(), size);
        assertIdentical(trial.weightsBelow(network), trial.weightsBelow(renewed));
        assertTrue(moved(trial.weights(network), trial.weights(renewed)));
        INDArray weights = trial.weights(renewed).dup();
        trial.fit(renewed, 1);
        assertTrue(moved(weights, trial.weights(renewed)));
    }

    private static Network resized(Network network, String layer, int size) {
        Model model = network.model() instanceof ComputationGraph graph
                ? new TransferLearning.GraphBuilder(graph)
                        .nOutReplace(layer, size, WeightInit.XAVIER)
                        .build()
                : new TransferLearning.Builder((MultiLayerNetwork) network.model())
                        .nOutReplace(Integer.parseInt(layer), size, WeightInit.XAVIER)
                        .build();
        return Network.of(model);
    }
}
