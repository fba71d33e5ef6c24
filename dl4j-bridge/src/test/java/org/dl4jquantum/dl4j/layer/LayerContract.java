package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** What every layer must do inside DL4J's networks, as DL4J's own layers do. */
abstract class LayerContract {
    private static final int BATCH = 6;

    /** A layer with a fixed number of inputs; its classical neighbours are added. */
    abstract QuantumLayer layer();

    private static DataSet data(DataType type) {
        return TestNetworks.data(type, BATCH);
    }

    private MultiLayerNetwork sequence(DataType type) {
        return TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(type), layer()));
    }

    private ComputationGraph graph(DataType type) {
        return TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(type), layer()));
    }

    private MultiLayerNetwork trainedSequence() {
        MultiLayerNetwork network = sequence(DataType.FLOAT);
        fit(network, 3);
        return network;
    }

    private ComputationGraph trainedGraph() {
        ComputationGraph network = graph(DataType.FLOAT);
        fit(network, 3);
        return network;
    }

    private static void fit(MultiLayerNetwork network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(data(network.getLayerWiseConfigurations().getDataType()));
        }
    }

    private static void fit(ComputationGraph network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(data(network.getConfiguration().getDataType()));
        }
    }

    private static void assertGoesOnAs(MultiLayerNetwork network, MultiLayerNetwork other) {
        assertNotSame(network, other);
        assertIdentical(network.params(), other.params());
        assertIdentical(output(network), output(other));
        fit(network, 2);
        fit(other, 2);
        assertIdentical(network.params(), other.params());
    }

    private static void assertGoesOnAs(ComputationGraph network, ComputationGraph other) {
        assertNotSame(network, other);
        assertIdentical(network.params(), other.params());
        assertIdentical(output(network), output(other));
        fit(network, 2);
        fit(other, 2);
        assertIdentical(network.params(), other.params());
    }

    private static INDArray output(MultiLayerNetwork network) {
        return network.output(
                TestNetworks.inputs(network.getLayerWiseConfigurations().getDataType(), BATCH));
    }

    private static INDArray output(ComputationGraph network) {
        return network.outputSingle(
                TestNetworks.inputs(network.getConfiguration().getDataType(), BATCH));
    }

    @Test
    void configurationOfASequenceSurvivesJsonAndYaml() {
        MultiLayerConfiguration before = sequence(DataType.FLOAT).getLayerWiseConfigurations();
        MultiLayerConfiguration json = MultiLayerConfiguration.fromJson(before.toJson());
        MultiLayerConfiguration yaml = MultiLayerConfiguration.fromYaml(before.toYaml());
        assertEquals(before, json);
        assertEquals(before, yaml);
        assertEquals(before.toJson(), json.toJson());
        assertEquals(before.toYaml(), yaml.toYaml());
        assertEquals(before.hashCode(), json.hashCode());
    }

    @Test
    void configurationOfAGraphSurvivesJsonAndYaml() {
        ComputationGraphConfiguration before = graph(DataType.FLOAT).getConfiguration();
        ComputationGraphConfiguration json = ComputationGraphConfiguration.fromJson(before.toJson());
        ComputationGraphConfiguration yaml = ComputationGraphConfiguration.fromYaml(before.toYaml());
        assertEquals(before, json);
        assertEquals(before, yaml);
        assertEquals(before.toJson(), json.toJson());
        assertEquals(before.toYaml(), yaml.toYaml());
    }

    @Test
    void configurationSurvivesJavaSerialization() throws Exception {
        MultiLayerConfiguration before = sequence(DataType.FLOAT).getLayerWiseConfigurations();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(before);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(before, in.readObject());
        }
    }

    @Test
    void equalConfigurationsAreEqualAndCopiesIndependent() {
        QuantumLayer one = layer();
        QuantumLayer copy = one.clone();
        assertEquals(one, layer());
        assertEquals(one.hashCode(), layer().hashCode());
        assertEquals(one, copy);
        copy.setIUpdater(new Sgd(0.5));
        assertNotEquals(one, copy);
        assertNotEquals(one.getIUpdater(), copy.getIUpdater());
    }

    @Test
    void aSavedSequenceGoesOnAsItWould(@TempDir Path folder) throws IOException {
        MultiLayerNetwork network = trainedSequence();
        Path file = folder.resolve("network.zip");
        NetworkFile.save(network, file);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        MultiLayerNetwork loaded = NetworkFile.loadMultiLayerNetwork(file);
        assertIdentical(network.params(), restored.params());
        assertIdentical(
                network.getUpdater().getStateViewArray(), loaded.getUpdater().getStateViewArray());
        assertGoesOnAs(network, loaded);
    }

    @Test
    void aSavedGraphGoesOnAsItWould(@TempDir Path folder) throws IOException {
        ComputationGraph network = trainedGraph();
        Path file = folder.resolve("network.zip");
        NetworkFile.save(network, file);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile(), true);
        ComputationGraph loaded = NetworkFile.loadComputationGraph(file);
        assertIdentical(network.params(), restored.params());
        assertIdentical(
                network.getUpdater().getStateViewArray(), loaded.getUpdater().getStateViewArray());
        assertGoesOnAs(network, loaded);
    }

    @Test
    void aCopyEqualsTheNetworkAndLeavesItAlone() {
        MultiLayerNetwork network = trainedSequence();
        MultiLayerNetwork copy = network.clone();
        assertIdentical(output(network), output(copy));
        assertIdentical(
                network.getUpdater().getStateViewArray(), copy.getUpdater().getStateViewArray());
        ComputationGraph graph = trainedGraph();
        ComputationGraph copyOfGraph = graph.clone();
        assertIdentical(output(graph), output(copyOfGraph));
        INDArray before = network.params().dup();
        INDArray beforeOfGraph = graph.params().dup();
        fit(copy, 1);
        fit(copyOfGraph, 1);
        assertIdentical(before, network.params());
        assertIdentical(beforeOfGraph, graph.params());
        assertNotEquals(before, copy.params());
    }

    @Test
    void aSequenceAndAGraphOfOneSeedStartAndTrainAlike() {
        assertGoesOnAs(sequence(DataType.DOUBLE), sequence(DataType.DOUBLE));
        assertGoesOnAs(graph(DataType.DOUBLE), graph(DataType.DOUBLE));
    }

    @Test
    void workspacesChangeNothing() {
        INDArray[] params = new INDArray[2];
        WorkspaceMode[] modes = {WorkspaceMode.NONE, WorkspaceMode.ENABLED};
        for (int i = 0; i < modes.length; i++) {
            MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(
                    TestNetworks.training(DataType.FLOAT)
                            .trainingWorkspaceMode(modes[i])
                            .inferenceWorkspaceMode(modes[i]),
                    layer()));
            fit(network, 4);
            params[i] = network.params();
        }
        assertIdentical(params[0], params[1]);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT", "HALF"})
    void everyTypeOfNetworkLearns(DataType type) {
        // Adam divides by a number that HALF cannot tell from 0.
        NeuralNetConfiguration.Builder settings = TestNetworks.training(type).updater(new Sgd(0.5));
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(settings, layer()));
        double before = network.score(data(type));
        fit(network, 30);
        double after = network.score(data(type));
        assertTrue(after < 0.9 * before, before + " -> " + after);
        assertEquals(type, output(network).dataType());
        assertEquals(type, network.params().dataType());
    }

    @Test
    void aNetworkChangesItsType() {
        double floatPrecision = 1e-5;
        MultiLayerNetwork network = trainedSequence();
        MultiLayerNetwork precise = network.convertDataType(DataType.DOUBLE);
        assertEquals(DataType.DOUBLE, output(precise).dataType());
        assertTrue(output(network).castTo(DataType.DOUBLE).equalsWithEps(output(precise), floatPrecision));
        fit(precise, 1);
        ComputationGraph graph = trainedGraph();
        assertTrue(output(graph)
                .castTo(DataType.DOUBLE)
                .equalsWithEps(output(graph.convertDataType(DataType.DOUBLE)), floatPrecision));
    }

    @Test
    void summaryAndMemoryReportNameTheLayer() {
        ComputationGraph network = graph(DataType.FLOAT);
        assertTrue(network.summary().contains("quantum (CircuitLayer)"), network.summary());
        InputType input = InputType.feedForward(TestNetworks.INPUTS);
        String report = network.getConfiguration().getMemoryReport(input).toString();
        assertTrue(report.contains("QuantumLayer"), report);
        QuantumLayer configured =
                (QuantumLayer) network.getLayer("quantum").conf().getLayer();
        assertEquals(
                layer().getNode().numWeights(),
                configured
                        .getMemoryReport(InputType.feedForward(layer().getNIn()))
                        .getParameterSize());
    }
}
