package org.dl4jquantum.dl4j.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.dl4jquantum.dl4j.training.QuantumTraining;
import org.dl4jquantum.dl4j.ui.record.Histogram;
import org.dl4jquantum.dl4j.ui.record.LayerInfo;
import org.dl4jquantum.dl4j.ui.record.LayerStats;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class QuantumStatsListenerTest {
    private static final int BATCH = 6;
    private static final double TOLERANCE = 1e-9;

    private final InMemoryStatsStorage storage = new InMemoryStatsStorage();

    static Stream<Model> networks() {
        return Stream.of(TestNetworks.graph(), TestNetworks.sequence());
    }

    private static List<String> quantumLayers(Model network) {
        return network instanceof ComputationGraph ? List.of("first", "second") : List.of("1", "3");
    }

    private void listen(Model network, int every) {
        network.setListeners(new QuantumStatsListener(storage, "s", "w", every));
    }

    private List<TrainingUpdate> updates() {
        return storage.getAllUpdatesAfter("s", NetworkInfo.TYPE_ID, "w", 0).stream()
                .map(TrainingUpdate.class::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void layersAreReportedOnce(Model network) {
        listen(network, 1);
        TestNetworks.fit(network, TestNetworks.data(BATCH), 2);
        NetworkInfo info = (NetworkInfo) storage.getStaticInfo("s", NetworkInfo.TYPE_ID, "w");
        assertEquals(
                quantumLayers(network),
                info.layers().stream().map(LayerInfo::name).toList());
        LayerInfo second = info.layers().get(1);
        assertEquals("QuantumLayer", second.type());
        assertEquals(2 * 4 * 3, second.numWeights());
        assertFalse(second.engine().isEmpty());
        assertEquals(1, second.circuits().get(0).copies());
        QuantumNode node = NodeJson.readNode(second.circuits().get(0).node());
        Circuit expected = Circuit.builder(4)
                .add(AngleEncoding.ry(4))
                .add(StronglyEntanglingLayers.layers(2))
                .build();
        assertEquals(expected, node.circuit());
        assertEquals(PauliZ.onEach(4), node.measurement());
    }

    /** What the first iteration does, computed beside it. */
    private record Expected(Map<String, INDArray> gradients, List<INDArray> outputs, double score) {
        static Expected of(Model network, DataSet data) {
            if (network instanceof ComputationGraph graph) {
                ComputationGraph copy = graph.clone();
                copy.setInputs(data.getFeatures());
                copy.setLabels(data.getLabels());
                copy.computeGradientAndScore();
                Map<String, INDArray> outputs = graph.feedForward(data.getFeatures(), true);
                return new Expected(
                        copy.gradient().gradientForVariable(),
                        List.of(outputs.get("first"), outputs.get("second")),
                        copy.score());
            }
            MultiLayerNetwork copy = ((MultiLayerNetwork) network).clone();
            copy.setInput(data.getFeatures());
            copy.setLabels(data.getLabels());
            copy.computeGradientAndScore();
            List<INDArray> outputs = ((MultiLayerNetwork) network).feedForward(data.getFeatures(), true);
            return new Expected(
                    copy.gradient().gradientForVariable(), List.of(outputs.get(2), outputs.get(4)), copy.score());
        }

        double[] gradient(String layer) {
            INDArray sum = gradients.get(layer + "_theta");
            return sum.div(BATCH).dup().reshape(sum.length()).toDoubleVector();
        }

        double classicalNorm() {
            double squares = gradients.entrySet().stream()
                    .filter(entry -> !entry.getKey().endsWith("_theta"))
                    .mapToDouble(entry -> entry.getValue().norm2Number().doubleValue() / BATCH)
                    .map(norm -> norm * norm)
                    .sum();
            return Math.sqrt(squares);
        }
    }

    private static double norm(double... values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void figuresAreThoseOfTheIteration(Model network) {
        DataSet data = TestNetworks.data(BATCH);
        Expected expected = Expected.of(network, data);
        listen(network, 1);
        TestNetworks.fit(network, data, 1);
        TrainingUpdate update = updates().get(0);
        List<String> names = quantumLayers(network);
        double quantum = Math.hypot(norm(expected.gradient(names.get(0))), norm(expected.gradient(names.get(1))));
        assertEquals(expected.score(), update.figures().score(), TOLERANCE);
        assertEquals(quantum, update.figures().quantumNorm(), TOLERANCE);
        assertEquals(expected.classicalNorm(), update.figures().classicalNorm(), TOLERANCE);
        assertEquals(Double.NaN, update.figures().seconds());
        for (int i = 0; i < names.size(); i++) {
            LayerStats layer = update.layers().get(i);
            double[] gradient = expected.gradient(names.get(i));
            double mean = Arrays.stream(gradient).average().orElseThrow();
            double meanSquare =
                    Arrays.stream(gradient).map(g -> g * g).average().orElseThrow();
            assertEquals(names.get(i), layer.name());
            assertEquals(norm(gradient), layer.gradientNorm(), TOLERANCE);
            assertEquals(meanSquare - mean * mean, layer.gradientVariance(), TOLERANCE);
            assertEquals(
                    Arrays.stream(gradient).min().orElseThrow(),
                    layer.gradients().min(),
                    TOLERANCE);
            assertOutputs(expected.outputs().get(i), layer);
        }
    }

    private static void assertOutputs(INDArray outputs, LayerStats layer) {
        double[] means = outputs.mean(0).toDoubleVector();
        double[] deviations = outputs.std(false, 0).toDoubleVector();
        assertArrayEquals(means, array(layer.outputMeans()), TOLERANCE);
        assertArrayEquals(deviations, array(layer.outputDeviations()), TOLERANCE);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void weightsAreThoseAfterTheStep(Model network) {
        listen(network, 1);
        TestNetworks.fit(network, TestNetworks.data(BATCH), 1);
        INDArray weights = network.getParam(quantumLayers(network).get(1) + "_theta");
        double[] values = weights.dup().reshape(weights.length()).toDoubleVector();
        assertEquals(Histogram.of(values), updates().get(0).layers().get(1).weights());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNthIterationIsReported(Model network) {
        listen(network, 3);
        TestNetworks.fit(network, TestNetworks.data(BATCH), 8);
        List<TrainingUpdate> updates = updates();
        assertEquals(
                List.of(0L, 3L, 6L),
                updates.stream().map(update -> update.figures().iteration()).toList());
        for (TrainingUpdate update : updates.subList(1, 3)) {
            double circuits = update.layers().stream()
                    .mapToDouble(LayerStats::circuitSeconds)
                    .sum();
            assertTrue(circuits > 0, "time in circuits " + circuits);
            assertTrue(update.figures().seconds() >= circuits, () -> circuits + " s of " + update.figures());
            assertFalse(update.layers().get(0).outputMeans().isEmpty());
        }
    }

    @Test
    void trainingChangesNothingButTheRecords() {
        ComputationGraph heard = TestNetworks.graph();
        ComputationGraph unheard = TestNetworks.graph();
        listen(heard, 1);
        TestNetworks.fit(heard, TestNetworks.data(BATCH), 5);
        TestNetworks.fit(unheard, TestNetworks.data(BATCH), 5);
        assertEquals(unheard.params(), heard.params());
    }

    @Test
    void frozenLayersHaveNoGradients() {
        MultiLayerNetwork network = new TransferLearning.Builder(TestNetworks.sequence())
                .setFeatureExtractor(1)
                .build();
        listen(network, 1);
        TestNetworks.fit(network, TestNetworks.data(BATCH), 2);
        LayerStats frozen = updates().get(1).layers().get(0);
        assertEquals(Histogram.EMPTY, frozen.gradients());
        assertEquals(Double.NaN, frozen.gradientNorm());
        assertEquals(3, frozen.outputMeans().size());
        assertTrue(frozen.circuitSeconds() > 0);
        assertTrue(updates().get(1).figures().quantumNorm() > 0);
    }

    @Test
    void trainingWithoutGradientsOfDl4jIsReportedWithoutThem() {
        ComputationGraph network = TestNetworks.graph();
        listen(network, 1);
        new QuantumTraining(network, QuantumTraining.NATURAL_GRADIENT).fit(TestNetworks.data(BATCH), 1);
        TrainingUpdate update = updates().get(0);
        assertEquals(
                24,
                update.layers().get(1).weights().counts().stream()
                        .mapToLong(count -> count)
                        .sum());
    }

    @Test
    void otherNetworksArePassedOver() {
        MultiLayerNetwork first = TestNetworks.sequence();
        MultiLayerNetwork second = TestNetworks.sequence();
        QuantumStatsListener listener = new QuantumStatsListener(storage, "s", "w", 1);
        first.setListeners(listener);
        second.setListeners(listener);
        TestNetworks.fit(first, TestNetworks.data(BATCH), 1);
        TestNetworks.fit(second, TestNetworks.data(BATCH), 3);
        assertEquals(1, updates().size());
    }

    @Test
    void recordsHaveTimesOfTheirOwn() {
        MultiLayerNetwork network = TestNetworks.sequence();
        listen(network, 1);
        TestNetworks.fit(network, TestNetworks.data(2), 50);
        assertEquals(50, updates().size());
    }

    @Test
    void intervalsBelowOneAreRefused() {
        assertEquals(
                "quantum statistics: every 0 iterations, at least 1 is needed",
                assertThrows(IllegalArgumentException.class, () -> new QuantumStatsListener(storage, "s", "w", 0))
                        .getMessage());
    }
}
