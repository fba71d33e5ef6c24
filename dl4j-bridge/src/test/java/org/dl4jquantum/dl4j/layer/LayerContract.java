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
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** What every layer must do inside DL4J's networks, as DL4J's own layers do. */
abstract class LayerContract {
    private static final int BATCH = 6;
    private static final int GRADIENT_BATCH = 3;
    /** Relative error of a central difference of step 1e-6 in double precision. */
    private static final double CENTRAL_DIFFERENCE = 1e-5;

    /** The layer, new and always the same; its classical neighbours are added. */
    abstract Layer layer();

    /** The same without shots, for what shots would blur; and without an updater of its own. */
    Layer exactLayer() {
        Layer layer = layer();
        if (layer instanceof BaseLayer weighted) {
            weighted.setIUpdater(null);
        }
        return layer;
    }

    /** What it stands between. */
    Surroundings surroundings() {
        return Surroundings.ROWS;
    }

    private DataSet data(DataType type) {
        return surroundings().data(type, BATCH);
    }

    private MultiLayerNetwork sequence(NeuralNetConfiguration.Builder settings) {
        return TestNetworks.initialized(surroundings().sequence(settings, layer()));
    }

    private MultiLayerNetwork sequence(DataType type) {
        return sequence(TestNetworks.training(type));
    }

    private ComputationGraph graph(NeuralNetConfiguration.Builder settings) {
        return TestNetworks.initialized(surroundings().graph(settings, layer()));
    }

    private ComputationGraph graph(DataType type) {
        return graph(TestNetworks.training(type));
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

    private void fit(MultiLayerNetwork network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(data(network.getLayerWiseConfigurations().getDataType()));
        }
    }

    private void fit(ComputationGraph network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(data(network.getConfiguration().getDataType()));
        }
    }

    private void assertGoesOnAs(MultiLayerNetwork network, MultiLayerNetwork other) {
        assertNotSame(network, other);
        assertIdentical(network.params(), other.params());
        assertIdentical(output(network), output(other));
        fit(network, 2);
        fit(other, 2);
        assertIdentical(network.params(), other.params());
    }

    private void assertGoesOnAs(ComputationGraph network, ComputationGraph other) {
        assertNotSame(network, other);
        assertIdentical(network.params(), other.params());
        assertIdentical(output(network), output(other));
        fit(network, 2);
        fit(other, 2);
        assertIdentical(network.params(), other.params());
    }

    private INDArray output(MultiLayerNetwork network) {
        return network.output(
                surroundings().features(network.getLayerWiseConfigurations().getDataType(), BATCH));
    }

    private INDArray output(ComputationGraph network) {
        return network.outputSingle(
                surroundings().features(network.getConfiguration().getDataType(), BATCH));
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
        Layer one = layer();
        Layer copy = one.clone();
        assertEquals(one, layer());
        assertEquals(one.hashCode(), layer().hashCode());
        assertEquals(one, copy);
        copy.setLayerName("another");
        assertNotEquals(one, copy);
        if (one instanceof BaseLayer weighted && one.clone() instanceof BaseLayer trained) {
            trained.setIUpdater(new Sgd(0.5));
            assertNotEquals(one, trained);
            assertNotEquals(weighted.getIUpdater(), trained.getIUpdater());
        }
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
            MultiLayerNetwork network = sequence(TestNetworks.training(DataType.FLOAT)
                    .trainingWorkspaceMode(modes[i])
                    .inferenceWorkspaceMode(modes[i]));
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
        double notZeroInHalfPrecision = 1e-4;
        MultiLayerNetwork network =
                sequence(TestNetworks.training(type).updater(new Adam(0.05, 0.9, 0.999, notZeroInHalfPrecision)));
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
        String working = network.getLayer("quantum").getClass().getSimpleName();
        assertTrue(network.summary().contains("quantum (" + working + ")"), network.summary());
        InputType input = surroundings().inputType();
        String report = network.getConfiguration().getMemoryReport(input).toString();
        assertTrue(report.contains(layer().getClass().getSimpleName()), report);
        Layer configured = network.getLayer("quantum").conf().getLayer();
        InputType received =
                network.getConfiguration().getLayerActivationTypes(input).get("dense");
        assertEquals(
                network.getLayer("quantum").numParams(),
                configured.getMemoryReport(received).getParameterSize());
    }

    @Test
    void gradientsMatchCentralDifferences() {
        for (INDArray mask : masks()) {
            assertTrue(inDoublePrecision(() -> GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                    .net(TestNetworks.initialized(surroundings().sequence(TestNetworks.checking(), exactLayer())))
                    .maxRelError(CENTRAL_DIFFERENCE)
                    .input(surroundings().features(DataType.DOUBLE, GRADIENT_BATCH))
                    .inputMask(mask)
                    .labels(surroundings().labels(DataType.DOUBLE, GRADIENT_BATCH))
                    .labelMask(mask))));
        }
        assertTrue(inDoublePrecision(() -> GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(TestNetworks.initialized(
                        surroundings().graph(TestNetworks.checking().l1(0.01).l2(0.02), exactLayer())))
                .maxRelError(CENTRAL_DIFFERENCE)
                .inputs(new INDArray[] {surroundings().features(DataType.DOUBLE, GRADIENT_BATCH)})
                .labels(new INDArray[] {surroundings().labels(DataType.DOUBLE, GRADIENT_BATCH)}))));
    }

    /** None, and for series some steps at the end of some. */
    private List<INDArray> masks() {
        INDArray none = null;
        return surroundings() == Surroundings.SERIES
                ? Arrays.asList(none, Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}}))
                : Arrays.asList(none);
    }

    /** DL4J's gradient check demands DOUBLE as ND4J's default. */
    private static boolean inDoublePrecision(BooleanSupplier check) {
        DataType before = Nd4j.defaultFloatingPointType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            return check.getAsBoolean();
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    @Test
    void anyBatchSizeGivesEachExampleTheSame() {
        double roundingOfFloats = 1e-5;
        MultiLayerNetwork network =
                TestNetworks.initialized(surroundings().sequence(TestNetworks.training(DataType.FLOAT), exactLayer()));
        INDArray all = surroundings().features(DataType.FLOAT, 2 * BATCH);
        INDArray whole = network.output(all).dup();
        for (int batch : new int[] {1, 2, BATCH}) {
            INDArray[] first = new INDArray[batch];
            for (int i = 0; i < batch; i++) {
                first[i] = network.output(
                                all.get(NDArrayIndex.interval(i, i + 1)).dup())
                        .dup();
            }
            INDArray together =
                    network.output(all.get(NDArrayIndex.interval(0, batch)).dup());
            assertTrue(Nd4j.concat(0, first).equalsWithEps(together, roundingOfFloats));
            assertTrue(whole.get(NDArrayIndex.interval(0, batch)).equalsWithEps(together, roundingOfFloats));
        }
        network.fit(surroundings().data(DataType.FLOAT, 1));
    }

    @Test
    void aFrozenLayerKeepsItsWeights() {
        ComputationGraph network = graph(DataType.FLOAT);
        ComputationGraph frozenBelow = new TransferLearning.GraphBuilder(network)
                .setFeatureExtractor("dense")
                .build();
        assertIdentical(output(network), output(frozenBelow));
        fit(frozenBelow, 2);
        assertIdentical(
                network.getLayer("dense").params(),
                frozenBelow.getLayer("dense").params());
        assertEquals(
                network.getLayer("quantum").numParams() == 0, values(network).equals(values(frozenBelow)));
        if (surroundings() != Surroundings.END) {
            ComputationGraph frozen = new TransferLearning.GraphBuilder(network)
                    .setFeatureExtractor("quantum")
                    .build();
            fit(frozen, 2);
            assertEquals(values(network), values(frozen));
            assertNotEquals(
                    network.getLayer("out").params(), frozen.getLayer("out").params());
        }
    }

    private static List<INDArray> values(ComputationGraph network) {
        return List.copyOf(network.getLayer("quantum").paramTable().values());
    }
}
