package org.dl4jquantum.dl4j.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.Executioners;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.layer.op.QuantumOps;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.engine.cuda.MockDriver;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training where arrays and engine are on a device: the numbers are those of the CPU, and none goes through the host. */
@ExtendWith(MockDriver.class)
class DeviceTrainingTest {
    private static final int BATCH = 6;
    private static final int STEPS = 4;
    private static final String AUTO_WORK = "org.dl4jquantum.cuda.auto.work";

    @BeforeEach
    void reset() {
        MockDeviceBackend.reset();
    }

    @AfterEach
    void restore() {
        System.clearProperty(AUTO_WORK);
        MockDriver.failAt(0, 0);
    }

    private static <T> T onDevice(Callable<T> call) throws Exception {
        return Executioners.under(Executioners.calledCuda(), call);
    }

    private static double[] trained(DataType type, QuantumLayer.Builder layer, String engine) {
        ComputationGraph network = TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(type), layer.engine(engine).build()));
        for (int step = 0; step < STEPS; step++) {
            network.fit(TestNetworks.data(type, BATCH));
        }
        INDArray outputs = network.outputSingle(TestNetworks.inputs(type, BATCH));
        double[] numbers = network.params().toDoubleVector();
        double[] all = Arrays.copyOf(numbers, numbers.length + (int) outputs.length());
        for (int i = 0; i < outputs.length(); i++) {
            all[numbers.length + i] = outputs.getDouble(i);
        }
        return all;
    }

    private static QuantumLayer.Builder amplitudes() {
        return new QuantumLayer.Builder()
                .encoding(new AmplitudeEncoding(2, 3))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.onEach(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aGraphLearnsWhatItLearnsOnTheCpu(DataType type) throws Exception {
        double tolerance = type == DataType.DOUBLE ? 1e-10 : 2e-3;
        for (Callable<QuantumLayer.Builder> layer : List.<Callable<QuantumLayer.Builder>>of(
                TestLayers::weighted,
                TestLayers::weightless,
                TestLayers::reuploading,
                DeviceTrainingTest::amplitudes)) {
            QuantumLayer.Builder builder = layer.call();
            double[] expected = trained(type, builder, "java");
            MockDeviceBackend.reset();
            double[] learned = onDevice(() -> trained(type, builder, "cuda"));
            assertArrayEquals(expected, learned, tolerance);
            // Forward, comparison and backward of each step, and the outputs at the end.
            assertEquals(3 * STEPS + 1, MockDeviceBackend.DEVICE_CALLS.get());
            assertEquals(0, MockDeviceBackend.HOST_READS.get());
            assertEquals(0, MockDriver.get(MockDriver.Field.MISUSES));
        }
    }

    /** DL4J's Adam ends in NaN for such numbers, whatever the layers: the function alone. */
    @Test
    void halfNumbersAreConvertedOnTheWay() throws Exception {
        double[] expected = halves("java");
        double[] found = onDevice(() -> halves("cuda"));
        assertArrayEquals(expected, found, 2e-3);
        assertEquals(2, MockDeviceBackend.DEVICE_CALLS.get());
        assertEquals(0, MockDeviceBackend.HOST_READS.get());
    }

    private static double[] halves(String engine) {
        HybridFunction function = new HybridFunction(TestNodes.weighted().withEngine(engine));
        INDArray x = Numbers.of(1, DataType.FLOAT16, BATCH, 3);
        INDArray w = Numbers.of(2, DataType.FLOAT16, 1, 19);
        INDArray dx = x.ulike();
        INDArray dw = w.ulike();
        INDArray y = function.output(x, w);
        function.backward(x, w, Numbers.of(3, DataType.FLOAT16, BATCH, 2), dx, dw, RandomKey.INFERENCE);
        return Nd4j.concat(0, y.ravel(), dx.ravel(), dw.ravel())
                .castTo(DataType.DOUBLE)
                .toDoubleVector();
    }

    @Test
    void anEngineOfTheProcessorWorksInHostMemoryAndSaysWhatItWrote() throws Exception {
        double[] expected = trained(DataType.DOUBLE, TestLayers.weighted(), "java");
        double[] learned = onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "java"));
        assertArrayEquals(expected, learned, 0);
        assertEquals(0, MockDeviceBackend.DEVICE_CALLS.get());
        // Outputs, and two gradients a step.
        assertEquals(STEPS + 1 + 2 * STEPS, MockDeviceBackend.HOST_WRITES.get());
    }

    @Test
    void arraysOfAnotherDeviceGoThroughTheHost() throws Exception {
        double[] expected = trained(DataType.DOUBLE, TestLayers.weighted(), "java");
        MockDeviceBackend.DEVICE.set(1);
        double[] learned = onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "cuda"));
        assertArrayEquals(expected, learned, 1e-10);
        assertEquals(0, MockDeviceBackend.DEVICE_CALLS.get());
        assertTrue(MockDeviceBackend.HOST_WRITES.get() > 0);
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() throws Exception {
        onDevice(() -> {
            ComputationGraph network = TestNetworks.initialized(TestNetworks.graph(
                    TestNetworks.training(DataType.DOUBLE),
                    TestLayers.weighted().engine("cuda").build()));
            INDArray x = TestNetworks.inputs(DataType.DOUBLE, BATCH);
            x.putScalar(2, 1, Double.NaN);
            String message = assertThrows(DL4JInvalidInputException.class, () -> network.outputSingle(x))
                    .getMessage();
            assertTrue(
                    message.startsWith(
                            "QuantumLayer: engine cuda: input 0 of sample 2: NaN, a finite number is needed"),
                    message);
            return null;
        });
    }

    @Test
    void automaticChoiceTakesCallsOfMuchWorkToTheDevice() throws Exception {
        double[] expected = trained(DataType.DOUBLE, TestLayers.weighted(), "java");
        System.setProperty(AUTO_WORK, "10");
        assertArrayEquals(expected, onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "auto")), 1e-10);
        assertEquals(3 * STEPS + 1, MockDeviceBackend.DEVICE_CALLS.get());
        assertEquals(0, MockDeviceBackend.HOST_READS.get());
        MockDeviceBackend.reset();
        System.setProperty(AUTO_WORK, "1000000000");
        assertArrayEquals(expected, onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "auto")), 1e-10);
        assertEquals(0, MockDeviceBackend.DEVICE_CALLS.get());
    }

    /** Whichever call of the driver it is. */
    @ParameterizedTest
    @ValueSource(ints = {2, 719})
    void automaticChoiceGoesOnInHostMemoryWhereTheDeviceFails(int error) throws Exception {
        double[] expected = trained(DataType.DOUBLE, TestLayers.weighted(), "java");
        System.setProperty(AUTO_WORK, "10");
        MockDriver.failAt(0, 0);
        onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "auto"));
        long calls = MockDriver.get(MockDriver.Field.CALLS);
        MockDeviceBackend.reset();
        for (long at = 1; at <= calls; at += 5) {
            MockDriver.failAt(at, error);
            assertArrayEquals(
                    expected,
                    onDevice(() -> trained(DataType.DOUBLE, TestLayers.weighted(), "auto")),
                    1e-10,
                    "call " + at + " failed");
        }
        assertTrue(MockDeviceBackend.HOST_READS.get() > 0);
        assertEquals(0, MockDriver.get(MockDriver.Field.MISUSES));
    }

    /** An operation in a SameDiff graph, whose executioner is that of the backend. */
    @Test
    void operationsOfSameDiffGiveTheGradientsOfTheCpu() throws Exception {
        Map<String, INDArray> expected = gradients("java");
        Map<String, INDArray> found = onDevice(() -> gradients("cuda"));
        for (String name : List.of("x", "w")) {
            assertArrayEquals(
                    expected.get(name).ravel().toDoubleVector(),
                    found.get(name).ravel().toDoubleVector(),
                    1e-11);
        }
        assertEquals(2, MockDeviceBackend.DEVICE_CALLS.get());
        assertEquals(0, MockDeviceBackend.HOST_READS.get());
    }

    private static Map<String, INDArray> gradients(String engine) {
        QuantumNode node = TestNodes.weighted().withEngine(engine);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Numbers.of(1, DataType.DOUBLE, BATCH, node.numInputs()));
        SDVariable w = graph.var("w", Numbers.of(2, DataType.DOUBLE, 1, node.numWeights()));
        SDVariable y = QuantumOps.circuit(graph, "y", node, x, w);
        y.mul(y).sum().markAsLoss();
        return graph.calculateGradients(Map.of(), "x", "w");
    }
}
