package org.dl4jquantum.layer.function;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.layer.function.Layout.Window;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whatever the layout and the type, results are those of the circuit function below: exactly, not nearly. */
class HybridFunctionTest {
    private static final int BATCH = 5;
    private static final List<DataType> TYPES =
            List.of(DataType.DOUBLE, DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16);

    private final QuantumNode node = TestNodes.weighted();
    private final HybridFunction function = new HybridFunction(node);

    static Stream<Arguments> layoutsAndTypes() {
        return Stream.of(Layout.values()).flatMap(layout -> TYPES.stream().map(type -> Arguments.of(layout, type)));
    }

    @ParameterizedTest
    @MethodSource("layoutsAndTypes")
    void outputsAreThoseOfTheCircuitFunctionInEveryLayout(Layout layout, DataType type) {
        Example example = new Example(node, type, BATCH);
        Window y = layout.window(type, BATCH, node.numOutputs());
        function.forward(
                layout.holding(example.x).matrix(),
                layout.holding(example.w).matrix(),
                y.matrix(),
                RandomKey.INFERENCE);
        assertIdentical(example.expected.outputs(), y.matrix());
        assertTrue(y.hasNeighboursUntouched());
    }

    @ParameterizedTest
    @MethodSource("layoutsAndTypes")
    void gradientsAreThoseOfTheCircuitFunctionInEveryLayout(Layout layout, DataType type) {
        Example example = new Example(node, type, BATCH);
        Window dx = layout.window(type, BATCH, node.numInputs());
        Window dw = layout.window(type, 1, node.numWeights());
        function.backward(
                layout.holding(example.x).matrix(),
                layout.holding(example.w).matrix(),
                layout.holding(example.dy).matrix(),
                dx.matrix(),
                dw.matrix(),
                RandomKey.INFERENCE);
        assertIdentical(example.expected.inputGradient(), dx.matrix());
        assertIdentical(example.expected.weightGradient(), dw.matrix());
        assertTrue(dx.hasNeighboursUntouched());
        assertTrue(dw.hasNeighboursUntouched());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void argumentsStayAsTheyAre(Layout layout) {
        Example example = new Example(node, DataType.FLOAT, BATCH);
        Window x = layout.holding(example.x);
        Window w = layout.holding(example.w);
        Window dy = layout.holding(example.dy);
        INDArray dx = Nd4j.create(DataType.FLOAT, BATCH, node.numInputs());
        INDArray dw = Nd4j.create(DataType.FLOAT, 1, node.numWeights());
        function.backward(x.matrix(), w.matrix(), dy.matrix(), dx, dw, RandomKey.INFERENCE);
        assertIdentical(example.x, x.matrix());
        assertIdentical(example.w, w.matrix());
        assertIdentical(example.dy, dy.matrix());
    }

    @Test
    void weightsMayBeAVector() {
        Example example = new Example(node, DataType.DOUBLE, BATCH);
        INDArray columns = Nd4j.create(DataType.DOUBLE, node.numWeights(), 4);
        INDArray w = columns.getColumn(2).assign(example.w.reshape(node.numWeights()));
        INDArray dw = columns.getColumn(1);
        INDArray dx = example.x.like();
        assertEquals(1, w.rank());
        assertIdentical(example.expected.outputs(), function.output(example.x, w));
        function.backward(example.x, w, example.dy, dx, dw, RandomKey.INFERENCE);
        assertIdentical(example.expected.weightGradient(), dw.reshape(1, node.numWeights()));
        assertEquals(0, columns.getColumn(0).amaxNumber().doubleValue());
        assertEquals(0, columns.getColumn(3).amaxNumber().doubleValue());
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT", "HALF"})
    void workspacesMayHoldEveryArray(DataType type) {
        Example example = new Example(node, type, BATCH);
        WorkspaceConfiguration size =
                WorkspaceConfiguration.builder().initialSize(1 << 20).build();
        // The second round reuses the memory of the first.
        for (int round = 0; round < 2; round++) {
            try (MemoryWorkspace workspace =
                    Nd4j.getWorkspaceManager().getAndActivateWorkspace(size, "HybridFunction")) {
                // So that nothing starts at the first byte.
                assertTrue(Nd4j.create(type, 7).isAttached() && workspace.isScopeActive());
                INDArray x = Layout.SOME_COLUMNS.holding(example.x).matrix();
                INDArray y = function.output(x, example.w.dup());
                INDArray dx = x.like();
                INDArray dw = Nd4j.create(type, 1, node.numWeights());
                function.backward(x, example.w.dup(), example.dy.dup(), dx, dw, RandomKey.INFERENCE);
                assertTrue(y.isAttached() && x.isAttached() && dw.isAttached());
                assertIdentical(example.expected.outputs(), y);
                assertIdentical(example.expected.inputGradient(), dx);
                assertIdentical(example.expected.weightGradient(), dw);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT", "HALF", "BFLOAT16"})
    void aNodeMayHaveNoWeights(DataType type) {
        QuantumNode weightless = TestNodes.weightless();
        Example example = new Example(weightless, type, BATCH);
        HybridFunction alone = new HybridFunction(weightless);
        INDArray dx = example.x.like();
        alone.backward(example.x, Nd4j.empty(type), example.dy, dx, Nd4j.empty(type), RandomKey.INFERENCE);
        assertIdentical(example.expected.outputs(), alone.output(example.x, Nd4j.empty(type)));
        assertIdentical(example.expected.inputGradient(), dx);
    }

    @Test
    void outputHasTheTypeOfTheInputs() {
        for (DataType type : TYPES) {
            Example example = new Example(node, type, 1);
            INDArray y = function.output(example.x, example.w);
            assertEquals(type, y.dataType());
            assertEquals(List.of(1L, 2L), List.of(y.size(0), y.size(1)));
        }
    }

    @Test
    void typesOfTheArgumentsMayDiffer() {
        Example example = new Example(node, DataType.FLOAT, BATCH);
        INDArray y = Nd4j.create(DataType.FLOAT, BATCH, node.numOutputs());
        function.forward(example.x.castTo(DataType.DOUBLE), example.w.castTo(DataType.DOUBLE), y, RandomKey.INFERENCE);
        assertIdentical(example.expected.outputs(), y);
    }

    @Test
    void inputsMayBeWholeNumbers() {
        INDArray bits = Nd4j.createFromArray(new int[][] {{0, 1, 1}, {1, 0, 1}});
        INDArray w = Numbers.of(2, DataType.FLOAT, 1, node.numWeights());
        INDArray y = Nd4j.create(DataType.FLOAT, 2, node.numOutputs());
        function.forward(bits, w, y, RandomKey.INFERENCE);
        assertIdentical(function.output(bits.castTo(DataType.FLOAT), w), y);
    }

    @Test
    void eightThreadsGetTheSameBits() throws Exception {
        int batch = 130;
        int threads = 8;
        Example example = new Example(node, DataType.FLOAT, batch);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Void> work = () -> {
                for (int repeat = 0; repeat < 20; repeat++) {
                    INDArray dx = example.x.like();
                    INDArray dw = example.w.like();
                    function.backward(example.x, example.w, example.dy, dx, dw, RandomKey.INFERENCE);
                    assertIdentical(example.expected.outputs(), function.output(example.x, example.w));
                    assertIdentical(example.expected.inputGradient(), dx);
                    assertIdentical(example.expected.weightGradient(), dw);
                }
                return null;
            };
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, work))) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void knowsItsNodeAndEngine() {
        assertSame(node, function.node());
        assertEquals("reference", new HybridFunction(node.withEngine("reference")).engineName(DataType.FLOAT16));
    }

    /** Arguments, and what the circuit function makes of them. */
    private static final class Example {
        final INDArray x;
        final INDArray w;
        final INDArray dy;
        final Direct expected;

        Example(QuantumNode node, DataType type, int batch) {
            x = Numbers.of(1, type, batch, node.numInputs());
            w = node.numWeights() == 0 ? Nd4j.empty(type) : Numbers.of(2, type, 1, node.numWeights());
            dy = Numbers.of(3, type, batch, node.numOutputs());
            expected = Direct.of(node, x, w, dy);
        }
    }

    /** Float numbers in, float numbers out, and between them the double result, rounded once. */
    @Test
    void aFixedPrecisionHoldsWhateverTheNumbers() {
        QuantumNode node = TestNodes.weighted();
        INDArray x = Numbers.of(1, DataType.FLOAT, 5, 3);
        INDArray w = Numbers.of(2, DataType.FLOAT, 1, 19);
        INDArray inDouble = new HybridFunction(node).output(x.castTo(DataType.DOUBLE), w.castTo(DataType.DOUBLE));
        HybridFunction fixed = new HybridFunction(node.withPrecision(Precision.DOUBLE));
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray y = fixed.output(x.castTo(type), w.castTo(type));
            Numbers.assertIdentical(inDouble.castTo(type), y);
        }
    }
}
