package org.dl4jquantum.sim.function;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.cpu.NativeLibrary;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class CircuitFunctionTest {
    private static final double ROUNDING = 1e-11;
    private static final double DIFFERENCE_TOLERANCE = 1e-7;

    private static final Circuit LAYER = Circuit.builder(3)
            .add(AngleEncoding.ry(3))
            .add(StronglyEntanglingLayers.layers(2))
            .build();
    private static final QuantumNode NODE = QuantumNode.of(LAYER, PauliZ.onEach(3));

    @Test
    void outputsAreCosinesOfEncodedAngles() {
        Circuit encoding = Circuit.builder(2).add(AngleEncoding.ry(2)).build();
        Evaluation evaluation = new Evaluation(
                QuantumNode.of(encoding, PauliZ.onEach(2)).compile(Precision.DOUBLE),
                2,
                new double[] {0.1, 2, -3, 0},
                new double[0]);
        assertArrayEquals(new double[] {Math.cos(0.1), Math.cos(2), Math.cos(3), 1}, evaluation.outputs(), ROUNDING);
    }

    @Test
    void gradientIsTheLimitOfDifferences() {
        Circuit circuit = RandomCircuits.withInputs(4, 3, 4, 91);
        for (Measurement measurement :
                List.of(PauliZ.onEach(4), Measurement.probabilities(3, 1), Measurement.stateVector())) {
            for (String engine : List.of("java", "reference")) {
                QuantumNode node = QuantumNode.of(circuit, measurement).withEngine(engine);
                Evaluation evaluation = Evaluation.random(node, 3, 92);
                double[] cotangent = RandomCircuits.numbers(3 * node.numOutputs(), 93);
                assertArrayEquals(
                        evaluation.differences(cotangent), evaluation.gradient(cotangent), DIFFERENCE_TOLERANCE);
            }
        }
    }

    @Test
    void everyGradientMethodFindsTheSame() {
        QuantumNode node = QuantumNode.of(RandomCircuits.withInputs(3, 2, 4, 94), PauliZ.onEach(3));
        double[] cotangent = RandomCircuits.numbers(5 * 3, 95);
        double[] adjoint = gradient(node, GradientMethod.ADJOINT, cotangent);
        assertArrayEquals(adjoint, gradient(node, GradientMethod.AUTO, cotangent));
        assertArrayEquals(adjoint, gradient(node, GradientMethod.PARAMETER_SHIFT, cotangent), ROUNDING);
        assertArrayEquals(adjoint, gradient(node, GradientMethod.FINITE_DIFFERENCE, cotangent), DIFFERENCE_TOLERANCE);
    }

    @Test
    void pullbackIsTheGradientWhereTheForwardPassWas() {
        for (QuantumNode node : nodes()) {
            for (MemoryMode memory : MemoryMode.values()) {
                Evaluation evaluation = Evaluation.random(node.withMemory(memory), 5, 96);
                double[] cotangent = RandomCircuits.numbers(5 * node.numOutputs(), 97);
                assertArrayEquals(evaluation.gradient(cotangent), evaluation.pulledBack(cotangent));
            }
        }
    }

    @Test
    void memoryModeDecidesWhatIsHeld() {
        RealView x = view(2, 3);
        RealView w = view(1, 18);
        QuantumNode node = NODE.withEngine(NativeLibrary.isExpected() ? "native" : "java");
        for (MemoryMode memory : MemoryMode.values()) {
            CircuitFunction function = node.withMemory(memory).compile(Precision.FLOAT);
            try (CircuitPullback pullback = function.differentiate(x, w, view(2, 3), 4)) {
                boolean stores = memory != MemoryMode.RECOMPUTE && NativeLibrary.isExpected();
                assertEquals(stores, pullback.bytesHeld() >= node.stateBytes(2, Precision.FLOAT));
                assertTrue(stores || pullback.bytesHeld() == 0);
            }
        }
        assertEquals(2 * 16 * Float.BYTES, node.stateBytes(2, Precision.FLOAT));
        assertTrue(MemoryMode.AUTO.stores(32, 1024));
        assertFalse(MemoryMode.AUTO.stores(33, 1024));
        assertTrue(MemoryMode.STORE.stores(Long.MAX_VALUE, 0));
    }

    @Test
    void pullbackKnowsWhereItWas() {
        CircuitFunction function = NODE.compile(Precision.DOUBLE);
        RealView x = view(2, 3);
        RealView w = view(1, 18);
        CircuitPullback pullback = function.differentiate(x, w, view(2, 3), 4);
        assertTrue(pullback.isAt(x, w, 4));
        assertFalse(pullback.isAt(x, w, 5));
        assertFalse(pullback.isAt(view(3, 3), w, 4));
        x.set(1, 2, 0.5);
        assertFalse(pullback.isAt(x, w, 4));
        x.set(1, 2, 0);
        w.set(0, 17, 0.5);
        assertFalse(pullback.isAt(x, w, 4));
        w.set(0, 17, 0);
        assertRefused(
                "output cotangent: shape [2, 2] received, [2, 3] needed",
                () -> pullback.backward(view(2, 2), view(2, 3), view(1, 18)));
        pullback.close();
        pullback.close();
        assertFalse(pullback.isAt(x, w, 4));
        assertEquals(
                "pullback: closed; differentiate again",
                assertThrows(IllegalStateException.class, () -> pullback.backward(view(2, 3), view(2, 3), view(1, 18)))
                        .getMessage());
    }

    /** Nodes whose gradient comes from the engine, from stored states, or from more forward passes. */
    private static List<QuantumNode> nodes() {
        QuantumNode exact = QuantumNode.of(RandomCircuits.withInputs(3, 2, 4, 94), PauliZ.onEach(3));
        Circuit loading = Circuit.builder(3)
                .add(AmplitudeEncoding.onQubits(3))
                .add(StronglyEntanglingLayers.layers(2))
                .build();
        return List.of(
                exact,
                exact.withEngine("reference"),
                exact.withGradient(GradientMethod.PARAMETER_SHIFT),
                exact.withShots(100, 7),
                QuantumNode.of(loading, Measurement.probabilities(0, 2)));
    }

    @Test
    void engineThatAutoTakesIsNamed() {
        String fastest = NativeLibrary.isExpected() ? "native" : "java";
        assertEquals(fastest, NODE.compile(Precision.FLOAT).engineName());
        assertEquals(
                "reference",
                NODE.withEngine("reference").compile(Precision.DOUBLE).engineName());
    }

    @Test
    void wrongShapesAreNamed() {
        CircuitFunction function = NODE.compile(Precision.DOUBLE);
        assertRefused(
                "inputs: shape [2, 4] received, [2, 3] needed",
                () -> function.forward(view(2, 4), view(1, 18), view(2, 3), 0));
        assertRefused(
                "weights: shape [1, 17] received, [1, 18] needed",
                () -> function.forward(view(2, 3), view(1, 17), view(2, 3), 0));
        assertRefused(
                "weights: shape [2, 18] received, [1, 18] needed",
                () -> function.forward(view(2, 3), view(2, 18), view(2, 3), 0));
        assertRefused(
                "outputs: shape [1, 3] received, [2, 3] needed",
                () -> function.forward(view(2, 3), view(1, 18), view(1, 3), 0));
        assertRefused(
                "output cotangent: shape [2, 2] received, [2, 3] needed",
                () -> function.backward(view(2, 3), view(1, 18), view(2, 2), view(2, 3), view(1, 18), 0));
        assertRefused(
                "input gradient: shape [2, 1] received, [2, 3] needed",
                () -> function.backward(view(2, 3), view(1, 18), view(2, 3), view(2, 1), view(1, 18), 0));
        assertRefused(
                "weight gradient: shape [1, 19] received, [1, 18] needed",
                () -> function.backward(view(2, 3), view(1, 18), view(2, 3), view(2, 3), view(1, 19), 0));
    }

    @Test
    void numbersThatAreNotFiniteAreNamedWithTheirPlace() {
        CircuitFunction function = NODE.compile(Precision.DOUBLE);
        RealView inputs = view(2, 3);
        inputs.set(1, 2, Double.NaN);
        assertRefused(
                "input 2 of sample 1: NaN, a finite number is needed",
                () -> function.forward(inputs, view(1, 18), view(2, 3), 0));
        RealView infinite = RealView.of(new float[6], 2, 3);
        infinite.set(0, 1, Double.NEGATIVE_INFINITY);
        assertRefused(
                "input 1 of sample 0: -Infinity, a finite number is needed",
                () -> function.forward(infinite, view(1, 18), view(2, 3), 0));
        RealView weights = view(1, 18);
        weights.set(0, 7, Double.POSITIVE_INFINITY);
        String message = "weight 7: Infinity, a finite number is needed";
        assertRefused(message, () -> function.forward(view(2, 3), weights, view(2, 3), 0));
        assertRefused(message, () -> function.backward(view(2, 3), weights, view(2, 3), view(2, 3), view(1, 18), 0));
    }

    @Test
    void standardErrorsOfExactValuesAreRefused() {
        assertUnsupported(
                "standard errors: the node is exact (shots = 0), they are all zero",
                () -> NODE.compile(Precision.DOUBLE).estimate(view(1, 3), view(1, 18), view(1, 3), view(1, 3), 0));
    }

    @Test
    void emptyBatchGivesNothingAndGradientZero() {
        CircuitFunction function = NODE.compile(Precision.DOUBLE);
        double[] dw = RandomCircuits.numbers(18, 1);
        function.forward(view(0, 3), view(1, 18), view(0, 3), 0);
        function.backward(view(0, 3), view(1, 18), view(0, 3), view(0, 3), RealView.of(dw, 1, 18), 0);
        assertArrayEquals(new double[18], dw);
    }

    @Test
    void threadsShareAFunction() throws Exception {
        CircuitFunction function = NODE.compile(Precision.FLOAT);
        double[] x = RandomCircuits.numbers(20 * 3, 96);
        double[] w = RandomCircuits.numbers(18, 97);
        double[] cotangent = RandomCircuits.numbers(20 * 3, 98);
        double[] expected = new Evaluation(function, 20, x, w).gradient(cotangent);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<double[]>> found = new ArrayList<>();
            for (int call = 0; call < 32; call++) {
                found.add(threads.submit(() -> new Evaluation(function, 20, x, w).gradient(cotangent)));
            }
            for (Future<double[]> gradient : found) {
                assertArrayEquals(expected, gradient.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static double[] gradient(QuantumNode node, String method, double[] cotangent) {
        return Evaluation.random(node.withGradient(method), 5, 99).gradient(cotangent);
    }

    private static RealView view(int rows, int columns) {
        return RealView.of(new double[rows * columns], rows, columns);
    }
}
