package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Shots;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shots are drawn where the probabilities are, with the numbers that they have anywhere else. */
@ExtendWith(MockDriver.class)
class CudaShotsTest {
    private static final int LAUNCH_FAILED = 719;
    private static final Circuit CIRCUIT = RandomCircuits.superposition(3, 71);
    private static final Measurement SUMS = Measurement.expectations(
            PauliSum.of(Map.of("III", 0.5, "ZZI", 1.0, "ZII", -2.0)),
            PauliSum.of(Map.of("XYZ", 0.7, "IIY", 1.3)),
            PauliSum.of("IIZ"));
    private static final Measurement PROBABILITIES = Measurement.probabilities(2, 0, 1);

    @AfterEach
    void restore() {
        System.clearProperty(Settings.AUTO_WORK);
        MockDriver.set(Field.FAIL_AT, 0);
    }

    @Test
    void outcomesAreThoseOfOtherEngines() {
        for (int shots : new int[] {5, 400}) {
            assertArrayEquals(shots(Engines.named("java"), shots), shots(Engines.named("cuda"), shots));
        }
    }

    /** Not what they are drawn from. */
    @Test
    void onlyOutcomesLeaveTheDevice() {
        Engine cuda = Engines.named("cuda");
        long before = MockDriver.get(Field.BYTES_DOWN);
        Shots.of(cuda, CIRCUIT, PROBABILITIES, Precision.DOUBLE, 5);
        assertEquals(Shots.BATCH * 5L * Integer.BYTES, MockDriver.get(Field.BYTES_DOWN) - before);
        Shots.of(cuda, CIRCUIT, PROBABILITIES, Precision.DOUBLE, 400);
        assertEquals(Shots.BATCH * (5L + 8) * Integer.BYTES, MockDriver.get(Field.BYTES_DOWN) - before);
    }

    @Test
    void automaticChoiceDrawsTheSameOnEither() {
        new CudaProvider().engine();
        double[] expected = shots(Engines.named("java"), 400);
        System.setProperty(Settings.AUTO_WORK, "10");
        Engine device = Engines.select(Engines.AUTO, CIRCUIT, SUMS, Precision.DOUBLE);
        assertTrue(device.name().endsWith("+cuda"), device.name());
        long before = MockDriver.get(Field.LAUNCHES);
        assertArrayEquals(expected, shots(device, 400));
        assertTrue(MockDriver.get(Field.LAUNCHES) > before);
        MockDriver.failAt(1, LAUNCH_FAILED);
        assertArrayEquals(expected, shots(device, 400));
        System.setProperty(Settings.AUTO_WORK, "1000000000000000");
        before = MockDriver.get(Field.LAUNCHES);
        assertArrayEquals(expected, shots(Engines.select(Engines.AUTO, CIRCUIT, SUMS, Precision.DOUBLE), 400));
        assertEquals(before, MockDriver.get(Field.LAUNCHES));
    }

    private static double[] shots(Engine engine, int shots) {
        return Shots.of(engine, CIRCUIT, SUMS, Precision.DOUBLE, shots);
    }
}
