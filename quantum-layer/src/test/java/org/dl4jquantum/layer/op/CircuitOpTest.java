package org.dl4jquantum.layer.op;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the operations compute is what {@link HybridFunction} computes, bit for bit. */
class CircuitOpTest {
    private static final Map<String, INDArray> NONE = Map.of();

    private final QuantumNode node = TestNodes.weighted();
    private final HybridFunction function = new HybridFunction(node);
    private final INDArray x = Numbers.of(1, DataType.DOUBLE, 5, 3);
    private final INDArray w = Numbers.of(2, DataType.DOUBLE, 1, 19);

    private static SameDiff graph(QuantumNode node, INDArray x, INDArray w) {
        SameDiff graph = SameDiff.create();
        QuantumOps.circuit(graph, "y", node, graph.var("x", x), graph.var("w", w));
        return graph;
    }

    private Map<String, INDArray> expectedGradients(INDArray dy) {
        INDArray dx = x.like();
        INDArray dw = w.like();
        function.backward(x, w, dy, dx, dw, RandomKey.INFERENCE);
        return Map.of("x", dx, "w", dw);
    }

    private static void assertGradients(Map<String, INDArray> expected, Map<String, INDArray> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, gradient) -> assertIdentical(gradient, found.get(name)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT", "HALF"})
    void outputIsThatOfTheFunction(DataType type) {
        INDArray inputs = x.castTo(type);
        INDArray weights = w.castTo(type);
        INDArray y = graph(node, inputs, weights).output(NONE, "y").get("y");
        assertIdentical(function.output(inputs, weights), y);
    }

    @Test
    void oneGraphTakesBatchesOfAnySize() {
        SameDiff graph = SameDiff.create();
        SDVariable inputs = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        QuantumOps.circuit(graph, "y", node, inputs, graph.var("w", w));
        for (int batch : new int[] {1, 5, 130, 2}) {
            INDArray some = Numbers.of(batch, DataType.DOUBLE, batch, 3);
            assertIdentical(
                    function.output(some, w),
                    graph.output(Map.of("x", some), "y").get("y"));
        }
    }

    @Test
    void gradientsAreThoseOfTheFunction() {
        INDArray dy = Numbers.of(3, DataType.DOUBLE, 5, 2);
        SameDiff graph = graph(node, x, w);
        graph.getVariable("y").mul(graph.constant(dy)).sum().markAsLoss();
        assertGradients(expectedGradients(dy), graph.calculateGradients(NONE, "x", "w"));
    }

    @Test
    void theOutputItselfMayBeTheLoss() {
        SameDiff graph = graph(node, x, w);
        graph.setLossVariables("y");
        assertGradients(expectedGradients(Nd4j.ones(DataType.DOUBLE, 5, 2)), graph.calculateGradients(NONE, "x", "w"));
    }

    @Test
    void weightsMayBeAVector() {
        SameDiff graph = graph(node, x, w.reshape(19));
        graph.setLossVariables("y");
        INDArray dw = graph.calculateGradients(NONE, "w").get("w");
        assertArrayEquals(new long[] {19}, dw.shape());
        assertIdentical(expectedGradients(Nd4j.ones(DataType.DOUBLE, 5, 2)).get("w"), dw.reshape(1, 19));
    }

    @Test
    void aNodeMayHaveNoWeights() {
        QuantumNode weightless = TestNodes.weightless();
        HybridFunction alone = new HybridFunction(weightless);
        INDArray none = Nd4j.empty(DataType.DOUBLE);
        INDArray inputs = Numbers.of(4, DataType.DOUBLE, 5, 2);
        INDArray dx = inputs.like();
        alone.backward(inputs, none, Nd4j.ones(DataType.DOUBLE, 5, 3), dx, none, RandomKey.INFERENCE);
        SameDiff graph = SameDiff.create();
        QuantumOps.circuit(graph, "y", weightless, graph.var("x", inputs));
        graph.setLossVariables("y");
        assertIdentical(alone.output(inputs, none), graph.output(NONE, "y").get("y"));
        assertIdentical(dx, graph.calculateGradients(NONE, "x").get("x"));
    }

    @Test
    void twoCircuitsOfOneGraphKeepTheirOwnNodes() {
        QuantumNode weightless = TestNodes.weightless();
        SameDiff graph = graph(node, x, w);
        QuantumOps.circuit(graph, "z", weightless, graph.getVariable("y"));
        INDArray y = function.output(x, w);
        INDArray none = Nd4j.empty(DataType.DOUBLE);
        HybridFunction second = new HybridFunction(weightless);
        assertIdentical(second.output(y, none), graph.output(NONE, "z").get("z"));
        INDArray dy = y.like();
        second.backward(y, none, Nd4j.ones(DataType.DOUBLE, 5, 3), dy, none, RandomKey.INFERENCE);
        graph.setLossVariables("z");
        assertGradients(expectedGradients(dy), graph.calculateGradients(NONE, "x", "w"));
    }

    @Test
    void aCopyOfTheGraphComputesTheSame() {
        SameDiff graph = graph(node, x, w);
        graph.setLossVariables("y");
        SameDiff copy = graph.dup();
        assertIdentical(graph.output(NONE, "y").get("y"), copy.output(NONE, "y").get("y"));
        assertGradients(graph.calculateGradients(NONE, "x", "w"), copy.calculateGradients(NONE, "x", "w"));
    }

    @Test
    void anOperationRunsByItself() {
        CircuitOp op = new CircuitOp();
        op.addSArgument(NodeOp.json(node));
        op.addInputArgument(x, w);
        QuantumOps.install();
        assertIdentical(function.output(x, w), Nd4j.exec(op)[0]);
        CircuitOp into = new CircuitOp();
        into.addSArgument(NodeOp.json(node));
        into.addInputArgument(x, w);
        INDArray window = Nd4j.create(DataType.DOUBLE, 5, 4).getColumns(1, 3);
        into.addOutputArgument(window);
        Nd4j.exec(into);
        assertIdentical(function.output(x, w), window);
    }

    @Test
    void anEagerGraphComputesAtOnce() {
        SameDiff graph = SameDiff.create();
        graph.setEagerMode(true);
        QuantumOps.install();
        SDVariable y = QuantumOps.circuit(graph, "y", node, graph.var("x", x), graph.var("w", w));
        assertIdentical(function.output(x, w), y.getArr());
    }

    @Test
    void fourThreadsShareAGraph() throws Exception {
        SameDiff graph = SameDiff.create();
        SDVariable inputs = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        QuantumOps.circuit(graph, "y", node, inputs, graph.var("w", w));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int task = 0; task < 100; task++) {
                INDArray own = Numbers.of(task, DataType.DOUBLE, 70, 3);
                running.add(pool.submit(() -> assertIdentical(
                        function.output(own, w),
                        graph.output(Map.of("x", own), "y").get("y"))));
            }
            for (Future<?> task : running) {
                task.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void shotsRepeatForEqualInputsAndFollowTheSeed() {
        INDArray first = graph(node.withShots(50, 7), x, w).output(NONE, "y").get("y");
        INDArray again = graph(node.withShots(50, 7), x, w).output(NONE, "y").get("y");
        INDArray other = graph(node.withShots(50, 8), x, w).output(NONE, "y").get("y");
        assertIdentical(first, again);
        assertNotEquals(first, other);
    }

    @Test
    void aWrongNumberOfArgumentsIsRefused() {
        SameDiff graph = SameDiff.create();
        SDVariable inputs = graph.var("x", x);
        String missing = assertThrows(
                        IllegalArgumentException.class, () -> QuantumOps.circuit(graph, "y", node, inputs))
                .getMessage();
        assertEquals("SameDiff operation dl4jquantum_circuit: 1 arguments, a circuit of 19 weights takes 2", missing);
        QuantumNode weightless = TestNodes.weightless();
        String surplus = assertThrows(
                        IllegalArgumentException.class,
                        () -> QuantumOps.circuit(graph, "y", weightless, inputs, inputs))
                .getMessage();
        assertEquals("SameDiff operation dl4jquantum_circuit: 2 arguments, a circuit of 0 weights takes 1", surplus);
    }

    @Test
    void badNumbersAndShapesReachTheUserAsTheyAreRefused() {
        INDArray bad = x.dup().putScalar(2, 1, Double.NaN);
        assertTrue(refusal(bad).contains("input 1 of sample 2: NaN, a finite number is needed"), refusal(bad));
        INDArray wide = Nd4j.ones(DataType.DOUBLE, 5, 4);
        assertTrue(refusal(wide).contains("inputs: shape [5, 4] received, [5, 3] needed"), refusal(wide));
        INDArray whole = x.castTo(DataType.INT32);
        assertTrue(refusal(whole).contains("outputs: type INT received, a floating-point type is needed"));
    }

    private String refusal(INDArray inputs) {
        SameDiff graph = graph(node, inputs, w);
        return assertThrows(RuntimeException.class, () -> graph.output(NONE, "y"))
                .getMessage();
    }

    @Test
    void secondDerivativesAreRefused() {
        String message = assertThrows(
                        UnsupportedOperationException.class, () -> new CircuitGradientOp().doDiff(List.of()))
                .getMessage();
        assertTrue(message.startsWith("SameDiff operation dl4jquantum_circuit_gradient: second derivatives"), message);
    }
}
