package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.dl4jquantum.sim.Refusals;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches shared out to devices. */
@ExtendWith(MockDriver.class)
class CudaDevicesTest {
    private static final Circuit CIRCUIT = RandomCircuits.superposition(2, 1);
    private static final int BATCH = 40;
    private static final EngineInput INPUT = EngineInput.of(RandomCircuits.angles(CIRCUIT, BATCH, 2));

    @BeforeEach
    void addDevices() {
        new CudaProvider().engine();
        CudaProvider.letGo();
        MockDriver.set(Field.DEVICES, 3);
        // So little that a batch comes in pieces.
        System.setProperty(Settings.MEMORY, "24000");
    }

    @AfterEach
    void restore() {
        MockDriver.set(Field.FAIL_AT, 0);
        MockDriver.set(Field.DEVICES, 1);
        System.clearProperty(Settings.DEVICE);
        System.clearProperty(Settings.MEMORY);
        CudaProvider.letGo();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0,2", "all"})
    void resultsHaveTheSameBitsOnAll(String devices) {
        double[] expected = step("0");
        assertArrayEquals(expected, step(devices), 0);
        String description = Engines.named("cuda").toString();
        int count = devices.equals("all") ? 3 : devices.split(",").length;
        assertEquals(count, description.split("no GPU", -1).length - 1, description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,", "0,0", "-1", "none", ""})
    void otherValuesAreRefused(String devices) {
        System.setProperty(Settings.DEVICE, devices);
        Refusals.assertRefused(
                "org.dl4jquantum.cuda.device: \"" + devices
                        + "\", allowed are all, a number from 0 on, or several numbers"
                        + " with commas between them, as in 0,2",
                () -> Engines.named("cuda"));
    }

    @Test
    void devicesThatAreNotThereAreNamed() {
        System.setProperty(Settings.DEVICE, "0,3");
        assertEquals(
                "engine cuda: device 3 outside 0..2",
                assertThrows(EngineUnavailableException.NoDevice.class, () -> Engines.named("cuda"))
                        .getMessage());
    }

    @Test
    void errorOfOneDeviceIsThrownAndTheNextCallWorksOnAll() {
        double[] expected = step("0,1");
        int thrown = 0;
        for (int at = 5; at < 100; at += 9) {
            MockDriver.set(Field.CALLS, 0);
            MockDriver.set(Field.FAIL_WITH, 719);
            MockDriver.set(Field.FAIL_AT, at);
            try {
                step("0,1");
            } catch (DeviceException e) {
                thrown++;
            }
            MockDriver.set(Field.FAIL_AT, 0);
            assertArrayEquals(expected, step("0,1"), 0);
        }
        assertTrue(thrown > 0, "none thrown");
    }

    /** Values, and the gradient from states that were kept. */
    private static double[] step(String devices) {
        System.setProperty(Settings.DEVICE, devices);
        Program program = Engines.named("cuda").compile(CIRCUIT, PauliZ.onEach(2), Precision.DOUBLE);
        double[] results = new double[BATCH * 2 + INPUT.angles().size()];
        EngineGradient gradient = new EngineGradient(INPUT.angles(), Optional.empty());
        double[] y = new double[BATCH * 2];
        try (Pullback pullback = program.differentiate(INPUT, RealView.of(y, BATCH, 2))) {
            pullback.backward(RealView.of(RandomCircuits.numbers(BATCH * 2, 3), BATCH, 2), gradient);
        }
        System.arraycopy(y, 0, results, 0, y.length);
        System.arraycopy(gradient.angles(), 0, results, y.length, gradient.angles().length);
        return results;
    }
}
