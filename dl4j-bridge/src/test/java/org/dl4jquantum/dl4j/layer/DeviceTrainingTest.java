package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.cuda.MockDriver;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks whose quantum layer runs on a device, all the way to a driver that is none and back. */
@ExtendWith(MockDriver.class)
class DeviceTrainingTest {
    private static final int QUBITS = 3;
    private static final int BATCH = 5;

    private static ComputationGraph network(String engine, DataType type) {
        QuantumLayer quantum = new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(QUBITS))
                .ansatz(StronglyEntanglingLayers.layers(2))
                .measure(PauliZ.onEach(QUBITS))
                .engine(engine)
                .build();
        return TestNetworks.initialized(
                TestNetworks.graph(TestNetworks.training(type).updater(new Sgd(0.1)), quantum));
    }

    private static void fit(ComputationGraph network, DataSet data, int iterations) {
        for (int i = 0; i < iterations; i++) {
            network.fit(data);
        }
    }

    @AfterEach
    void failNoMore() {
        if (MockDriver.get(Field.FAIL_AT) != 0) {
            MockDriver.failAt(0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void fitOnADeviceIsFitOnTheProcessor(DataType type) {
        DataSet data = TestNetworks.data(type, BATCH);
        ComputationGraph onDevice = network("cuda", type);
        ComputationGraph onProcessor = network("native", type);
        fit(onDevice, data, 10);
        assertTrue(MockDriver.get(Field.LAUNCHES) > 10);
        fit(onProcessor, data, 10);
        double tolerance = type == DataType.DOUBLE ? 1e-11 : 1e-4;
        assertNear(onProcessor.params(), onDevice.params(), tolerance);
        assertNear(onProcessor.outputSingle(data.getFeatures()), onDevice.outputSingle(data.getFeatures()), tolerance);
    }

    @Test
    void networkRestoredGoesOnLearningOnTheDevice(@TempDir Path folder) throws IOException {
        DataSet data = TestNetworks.data(DataType.DOUBLE, BATCH);
        ComputationGraph network = network("cuda", DataType.DOUBLE);
        fit(network, data, 3);
        File file = folder.resolve("network.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file);
        assertEquals(network.outputSingle(data.getFeatures()), restored.outputSingle(data.getFeatures()));
        long before = MockDriver.get(Field.LAUNCHES);
        fit(restored, data, 2);
        assertTrue(MockDriver.get(Field.LAUNCHES) > before);
        fit(network, data, 2);
        assertEquals(network.params(), restored.params());
    }

    /** Whichever call of the driver it is that fails in a step of training. */
    @ParameterizedTest
    @CsvSource({
        "2, CUDA_ERROR_OUT_OF_MEMORY, OutOfMemory",
        "719, CUDA_ERROR_LAUNCH_FAILED, LaunchFailed",
        "700, CUDA_ERROR_ILLEGAL_ADDRESS, LaunchFailed",
        "201, CUDA_ERROR_INVALID_CONTEXT, Lost",
        "999, CUDA_ERROR_UNKNOWN, Lost"
    })
    void errorOfTheDeviceReachesWhoeverFitsAndTheNextFitWorks(int error, String name, String type)
            throws InterruptedException {
        DataSet data = TestNetworks.data(DataType.DOUBLE, BATCH);
        ComputationGraph network = network("cuda", DataType.DOUBLE);
        INDArray start = network.params().dup();
        network.fit(data);
        INDArray expected = network.params().dup();
        // What a step takes where all is prepared.
        MockDriver.failAt(0, 0);
        network.fit(data);
        long calls = MockDriver.get(Field.CALLS);
        int typed = 0;
        for (long at = 1; at <= calls; at++) {
            network.setParams(start);
            MockDriver.failAt(at, error);
            try {
                network.fit(data);
            } catch (DeviceException e) {
                assertEquals(name, e.errorName());
                assertTrue(e.getMessage().contains(name), e::getMessage);
                typed += e.getClass().getSimpleName().equals(type) ? 1 : 0;
            }
            MockDriver.failAt(0, 0);
            network.setParams(start);
            network.fit(data);
            assertEquals(expected, network.params(), "after call " + at + " failed");
        }
        // What fails while launches are captured is launched without, and nobody hears of it.
        assertTrue(typed > calls / 3, typed + " of " + calls + " calls");
    }

    @Test
    void nothingIsHeldWhenNetworksAreGone() throws InterruptedException {
        network("cuda", DataType.DOUBLE).fit(TestNetworks.data(DataType.DOUBLE, BATCH));
        assertTrue(MockDriver.get(Field.MEMORY_BYTES) > 0);
        assertEquals("", MockDriver.leftovers());
    }

    private static void assertNear(INDArray expected, INDArray actual, double tolerance) {
        assertArrayEquals(expected.ravel().toDoubleVector(), actual.ravel().toDoubleVector(), tolerance);
    }
}
