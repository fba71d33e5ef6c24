package org.dl4jquantum.dl4j.conf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.DoubleByDefault;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every pattern is an ordinary graph: right gradients, JSON, learning. */
@ExtendWith(DoubleByDefault.class)
class HybridPatternsTest {

    private static QuantumLayer quantum(int qubits) {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(qubits))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(qubits))
                .build();
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build();
    }

    /** Patterns and the width of what they give. */
    static Stream<Arguments> patterns() {
        Map<String, Function<GraphBuilder, String>> patterns = new LinkedHashMap<>();
        patterns.put("3 sequential", g -> HybridPatterns.sequential(g, "p", List.of(dense(), quantum(3)), "dense"));
        patterns.put("6 parallel", g -> HybridPatterns.parallel(g, "p", List.of(dense(), quantum(3)), "dense"));
        patterns.put("3 residual", g -> HybridPatterns.residual(g, "p", quantum(3), "dense"));
        for (FusionLayer.Mode mode : FusionLayer.Mode.values()) {
            patterns.put(
                    "3 fused by " + mode,
                    g -> HybridPatterns.fused(g, "p", List.of(dense(), quantum(3)), mode, "dense"));
        }
        patterns.put(
                "3 of two scales", g -> HybridPatterns.multiScale(g, "p", List.of(quantum(1), quantum(2)), "dense"));
        return patterns.entrySet().stream()
                .map(e -> Arguments.of(e.getKey(), Integer.parseInt(e.getKey().substring(0, 1)), e.getValue()));
    }

    private static GraphBuilder start() {
        return TestNetworks.checking()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(TestNetworks.INPUTS))
                .addLayer("dense", dense(), "in");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void everyPatternIsAnOrdinaryGraph(String name, int width, Function<GraphBuilder, String> pattern) {
        GraphBuilder graph = start();
        String top = pattern.apply(graph);
        assertEquals("p", top);
        ComputationGraphConfiguration configuration = graph.addLayer("out", TestNetworks.output(), top)
                .setOutputs("out")
                .build();
        assertEquals(configuration, ComputationGraphConfiguration.fromJson(configuration.toJson()));
        ComputationGraph network = TestNetworks.initialized(configuration);
        INDArray x = TestNetworks.inputs(DataType.DOUBLE, 3);
        assertArrayEquals(
                new long[] {3, width}, network.feedForward(x, false).get("p").shape());
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(network)
                .maxRelError(1e-5)
                .inputs(new INDArray[] {x})
                .labels(new INDArray[] {TestNetworks.labels(DataType.DOUBLE, 3)})));
    }

    @Test
    void aResidualLayerAddsToItsInput() {
        GraphBuilder graph = start();
        String top = HybridPatterns.residual(graph, "p", quantum(3), "dense");
        ComputationGraph network = TestNetworks.initialized(graph.addLayer("out", TestNetworks.output(), top)
                .setOutputs("out")
                .build());
        Map<String, INDArray> found = network.feedForward(TestNetworks.inputs(DataType.DOUBLE, 3), false);
        assertEquals(found.get("dense").add(found.get("p-layer")), found.get("p"));
    }

    private static void assertRefused(String message, Runnable pattern) {
        assertEquals(
                "pattern \"p\": " + message,
                assertThrows(DL4JInvalidConfigException.class, pattern::run).getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(
                "1 paths received, at least 2 needed",
                () -> HybridPatterns.parallel(start(), "p", List.of(dense()), "dense"));
        assertRefused(
                "0 layers received, at least 1 needed",
                () -> HybridPatterns.sequential(start(), "p", List.of(), "dense"));
        assertRefused(
                "1 scales received, at least 2 needed",
                () -> HybridPatterns.multiScale(start(), "p", List.of(quantum(2)), "dense"));
        QuantumLayer uneven = new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(3))
                .measure(PauliZ.on(3, 1))
                .build();
        assertRefused(
                "a layer of 3 inputs and 1 outputs received, a residual one has as many of both",
                () -> HybridPatterns.residual(start(), "p", uneven, "dense"));
    }
}
