package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.dl4jquantum.sim.Refusals;
import org.dl4jquantum.sim.circuit.Angles;
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

/** What goes wrong with drivers and devices, as Java sees it; what each call of the driver does is tested in C++. */
@ExtendWith(MockDriver.class)
class CudaErrorsTest {
    private static final Circuit CIRCUIT = RandomCircuits.superposition(2, 1);
    private static final EngineInput INPUT = EngineInput.of(RandomCircuits.angles(CIRCUIT, 3, 2));
    private static final int OUT_OF_MEMORY = 2;
    private static final int NO_DEVICE = 100;
    private static final int ILLEGAL_ADDRESS = 700;
    private static final int DRIVER_MISMATCH = 803;

    @BeforeEach
    void load() {
        // The driver has its controls once it was loaded.
        new CudaProvider().engine();
        CudaProvider.letGo();
    }

    @AfterEach
    void restore() {
        MockDriver.set(Field.FAIL_AT, 0);
        MockDriver.set(Field.DRIVER_VERSION, 13000);
        MockDriver.set(Field.DEVICES, 1);
        MockDriver.set(Field.TOTAL_MEMORY, 1 << 30);
        System.clearProperty(Settings.DEVICE);
        System.clearProperty(Settings.MEMORY);
        MockDriver.install();
        CudaProvider.letGo();
    }

    @Test
    void driverThatIsNotThereIsNamed() {
        System.setProperty(Settings.DRIVER, "/no/such/libcuda.so.1");
        EngineUnavailableException.NoDriver exception =
                assertThrows(EngineUnavailableException.NoDriver.class, () -> Engines.named("cuda"));
        assertTrue(
                exception.getMessage().startsWith("engine cuda: no NVIDIA driver: /no/such/libcuda.so.1: "),
                exception::getMessage);
        assertEquals("", exception.errorName());
    }

    @Test
    void driverThatIsTooOldNamesBothVersions() {
        MockDriver.set(Field.DRIVER_VERSION, 11040);
        EngineUnavailableException.DriverTooOld exception =
                assertThrows(EngineUnavailableException.DriverTooOld.class, () -> Engines.named("cuda"));
        assertEquals(
                "engine cuda: the driver is one for CUDA 11.4, one for CUDA 11.8 or later is needed; update it",
                exception.getMessage());
    }

    @Test
    void driverThatDoesNotStartHasCudasName() {
        MockDriver.failAt(1, DRIVER_MISMATCH);
        assertEquals(
                "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH",
                assertThrows(EngineUnavailableException.DriverTooOld.class, () -> Engines.named("cuda"))
                        .errorName());
        MockDriver.failAt(1, NO_DEVICE);
        assertEquals(
                "CUDA_ERROR_NO_DEVICE",
                assertThrows(EngineUnavailableException.NoDevice.class, () -> Engines.named("cuda"))
                        .errorName());
    }

    @Test
    void deviceThatIsNotThereIsNamed() {
        System.setProperty(Settings.DEVICE, "3");
        EngineUnavailableException.NoDevice exception =
                assertThrows(EngineUnavailableException.NoDevice.class, () -> Engines.named("cuda"));
        assertEquals("engine cuda: device 3 outside 0..0", exception.getMessage());
        MockDriver.set(Field.DEVICES, 0);
        System.clearProperty(Settings.DEVICE);
        assertTrue(assertThrows(EngineUnavailableException.NoDevice.class, () -> Engines.named("cuda"))
                .getMessage()
                .contains("the driver sees no device"));
    }

    @Test
    void settingsThatAreNoNumbersAreRefused() {
        System.setProperty(Settings.DEVICE, "first");
        Refusals.assertRefused(
                "org.dl4jquantum.cuda.device: \"first\", allowed are all, a number from 0 on, or several numbers with commas"
                        + " between them, as in 0,2",
                () -> Engines.named("cuda"));
    }

    @Test
    void memoryThatLacksIsCountedInBytes() {
        Circuit large = RandomCircuits.superposition(15, 1);
        Program program = Engines.named("cuda").compile(large, PauliZ.onEach(15), Precision.DOUBLE);
        EngineInput input = EngineInput.of(RandomCircuits.angles(large, 1, 2));
        // As where others hold the rest.
        MockDriver.set(Field.TOTAL_MEMORY, 1 << 18);
        DeviceException.OutOfMemory exception = assertThrows(
                DeviceException.OutOfMemory.class, () -> program.forward(input, RealView.of(new double[15], 1, 15)));
        assertEquals("CUDA_ERROR_OUT_OF_MEMORY", exception.errorName());
        assertTrue(exception.bytesNeeded() > 1 << 18, exception::getMessage);
        assertTrue(exception.bytesFree() > 0 && exception.bytesFree() <= 1 << 18, exception::getMessage);
        assertTrue(exception.getMessage().contains(exception.bytesNeeded() + " bytes needed"), exception::getMessage);
        assertWorks();
    }

    @Test
    void memoryLimitHolds() {
        System.setProperty(Settings.MEMORY, "65536");
        assertEquals(65536, Engines.named("cuda").bytesAvailable());
        Refusals.assertUnsupported(
                "engine cuda: a circuit of 12 qubits in DOUBLE needs 196608 bytes, there are 65536; use fewer qubits,"
                        + " FLOAT, or a larger machine",
                () -> Engines.named("cuda")
                        .compile(RandomCircuits.superposition(12, 1), PauliZ.onEach(12), Precision.DOUBLE));
    }

    /** From opening the device to the gradient. */
    @ParameterizedTest
    @ValueSource(ints = {OUT_OF_MEMORY, 201, ILLEGAL_ADDRESS, 719, 999})
    void everyFailureIsNamedAndTheNextCallWorks(int error) throws Exception {
        MockDriver.set(Field.CALLS, 0);
        double[] expected = step();
        long calls = MockDriver.get(Field.CALLS);
        assertTrue(calls > 40, calls + " calls");
        for (long at = 1; at <= calls; at++) {
            CudaProvider.letGo();
            MockDriver.failAt(at, error);
            try {
                assertArrayEquals(expected, step());
            } catch (DeviceException e) {
                assertTrue(e.errorName().startsWith("CUDA_ERROR_"), e::getMessage);
                assertTrue(e.getMessage().contains(e.errorName()), e::getMessage);
            } catch (EngineUnavailableException.OfDevice e) {
                assertTrue(e.errorName().startsWith("CUDA_ERROR_"), e::getMessage);
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().contains("CUDA_ERROR_"), e::getMessage);
            }
            MockDriver.set(Field.FAIL_AT, 0);
            assertArrayEquals(expected, step());
        }
        assertNothingIsLeft();
    }

    @Test
    void everythingIsGivenBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            step();
        }
        assertTrue(MockDriver.get(Field.MEMORIES) > 0);
        assertNothingIsLeft();
    }

    private static void assertWorks() {
        assertEquals(6, forward().length);
    }

    private static double[] forward() {
        double[] y = new double[6];
        Engines.named("cuda")
                .compile(CIRCUIT, PauliZ.onEach(2), Precision.DOUBLE)
                .forward(INPUT, RealView.of(y, 3, 2));
        return y;
    }

    /** The gradient from states that the forward pass has kept. */
    private static double[] step() {
        Program program = Engines.named("cuda").compile(CIRCUIT, PauliZ.onEach(2), Precision.DOUBLE);
        Angles angles = INPUT.angles();
        EngineGradient gradient = new EngineGradient(angles, Optional.empty());
        try (Pullback pullback = program.differentiate(INPUT, RealView.of(new double[6], 3, 2))) {
            pullback.backward(RealView.of(new double[] {1, -1, 0.5, 2, 1, 1}, 3, 2), gradient);
        }
        return gradient.angles();
    }

    private static void assertNothingIsLeft() throws InterruptedException {
        assertEquals("", MockDriver.leftovers());
    }
}
