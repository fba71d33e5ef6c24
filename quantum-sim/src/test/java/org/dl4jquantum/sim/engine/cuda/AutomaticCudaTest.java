package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jquantum.sim.Refusals;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which calls {@code auto} gives to the device, and what becomes of those that fail there. */
@ExtendWith(MockDriver.class)
class AutomaticCudaTest {
    private static final Circuit CIRCUIT = RandomCircuits.superposition(3, 1);
    private static final Measurement MEASUREMENT = PauliZ.onEach(3);
    private static final Work WORK = Work.of(Plan.of(CIRCUIT, MEASUREMENT), MEASUREMENT);
    /** From which values alone pay; gradients do earlier. */
    private static final int PAYING = 8;

    private static final int OUT_OF_MEMORY = 2;
    private static final int LAUNCH_FAILED = 719;

    @BeforeEach
    void load() {
        new CudaProvider().engine();
        System.setProperty(Settings.AUTO_WORK, Long.toString((long) (WORK.values() * PAYING)));
    }

    @AfterEach
    void restore() {
        MockDriver.install();
        MockDriver.set(Field.FAIL_AT, 0);
        MockDriver.set(Field.TOTAL_MEMORY, 1 << 30);
        MockDriver.set(Field.DRIVER_VERSION, 13000);
        System.clearProperty(Settings.AUTO);
        System.clearProperty(Settings.AUTO_WORK);
        CudaProvider.letGo();
    }

    @Test
    void callsOfMuchWorkRunOnTheDevice() {
        Program program = compile();
        assertEquals(0, launchesOf(() -> forward(program, PAYING - 1)));
        assertTrue(launchesOf(() -> forward(program, PAYING)) > 0);
        assertEquals(0, launchesOf(() -> forward(program, 1)));
    }

    @Test
    void gradientsCountAsTheWorkTheyAre() {
        Program program = compile();
        int least = (int) Math.ceil(PAYING * WORK.values() / WORK.gradient());
        assertTrue(least < PAYING / 2);
        assertEquals(0, launchesOf(() -> gradient(program, least - 1, true)));
        assertEquals(0, launchesOf(() -> gradient(program, least - 1, false)));
        assertTrue(launchesOf(() -> gradient(program, least, true)) > 0);
        assertTrue(launchesOf(() -> gradient(program, least, false)) > 0);
    }

    @Test
    void bothAnswerAlike() {
        Program program = compile();
        Program reference = Engines.named("reference").compile(CIRCUIT, MEASUREMENT, Precision.DOUBLE);
        for (int batch : new int[] {1, 2 * PAYING}) {
            assertArrayEquals(forward(reference, batch), forward(program, batch), 1e-12);
            assertArrayEquals(gradient(reference, batch, false), gradient(program, batch, true), 1e-12);
            assertArrayEquals(gradient(reference, batch, false), gradient(program, batch, false), 1e-12);
        }
    }

    /** States of a pullback lie where they were made. */
    @Test
    void pullbackBelongsToTheEngineThatRan() {
        Program program = compile();
        EngineInput input = input(PAYING);
        try (Pullback pullback = program.differentiate(input, RealView.of(new double[PAYING * 3], PAYING, 3))) {
            assertEquals(PAYING * 8 * 16, pullback.bytesHeld());
            assertTrue(select().bytesHeld() >= 0);
        }
    }

    @Test
    void engineNamesBoth() {
        String name = select().name();
        assertTrue(name.matches("(native|java)\\+cuda"), name);
        assertEquals(
                "engine " + name.replace("+cuda", "") + ", and cuda for calls of " + (long) (WORK.values() * PAYING)
                        + " multiply-adds or more",
                select().toString());
    }

    @Test
    void propertiesSayNoOrFromWhere() {
        System.setProperty(Settings.AUTO, "false");
        assertFalse(select().name().contains("cuda"));
        System.setProperty(Settings.AUTO, "no");
        Refusals.assertRefused(
                "org.dl4jquantum.cuda.auto: \"no\", allowed are true and false", AutomaticCudaTest::select);
        System.clearProperty(Settings.AUTO);
        System.setProperty(Settings.AUTO_WORK, "many");
        Refusals.assertRefused(
                "org.dl4jquantum.cuda.auto.work: \"many\", allowed are numbers from 0 on, of at most 18 digits",
                AutomaticCudaTest::select);
        System.clearProperty(Settings.AUTO_WORK);
        assertTrue(select().toString().endsWith(" for calls of 1000000 multiply-adds or more"));
    }

    @Test
    void withoutADriverNothingChanges() {
        CudaProvider.letGo();
        System.setProperty(Settings.DRIVER, "/no/such/libcuda.so.1");
        assertFalse(select().name().contains("cuda"));
        MockDriver.install();
        MockDriver.set(Field.DRIVER_VERSION, 11040);
        assertFalse(select().name().contains("cuda"));
    }

    /** No device is opened before a call pays. */
    @Test
    void deviceIsOpenedByTheFirstCallThatPays() throws InterruptedException {
        assertEquals("", MockDriver.leftovers());
        Program program = compile();
        forward(program, 1);
        compile();
        assertEquals(0, MockDriver.get(Field.CONTEXTS));
        forward(program, PAYING);
        assertTrue(MockDriver.get(Field.CONTEXTS) > 0);
    }

    @Test
    void callThatLacksMemoryRunsOnTheProcessor() {
        Program program = compile();
        double[] expected = forward(program, 1024);
        Program other = compile();
        CudaProvider.letGo();
        MockDriver.set(Field.TOTAL_MEMORY, 1 << 12);
        assertArrayEquals(expected, forward(other, 1024), 1e-12);
        Program named = Engines.named("cuda").compile(CIRCUIT, MEASUREMENT, Precision.DOUBLE);
        assertThrows(DeviceException.OutOfMemory.class, () -> forward(named, 1024));
    }

    /** Wherever it fails: the values, and the gradient from states that were kept. */
    @Test
    void everyFailureIsMadeGood() {
        double[] expected = gradient(compile(), PAYING, true);
        for (int error : new int[] {OUT_OF_MEMORY, LAUNCH_FAILED}) {
            MockDriver.set(Field.FAIL_WITH, error);
            for (int at = 1; at <= 12; at++) {
                Program program = compile();
                gradient(program, PAYING, true);
                MockDriver.set(Field.CALLS, 0);
                MockDriver.set(Field.FAIL_AT, at);
                assertArrayEquals(expected, gradient(program, PAYING, true), 1e-12);
                MockDriver.set(Field.FAIL_AT, 0);
                assertTrue(launchesOf(() -> gradient(program, PAYING, true)) > 0);
            }
        }
    }

    @Test
    void programThatFailsThreeTimesInARowIsLeftToTheProcessor() {
        Program program = compile();
        long total = MockDriver.get(Field.TOTAL_MEMORY);
        MockDriver.set(Field.TOTAL_MEMORY, 1);
        for (int i = 0; i < 3; i++) {
            long before = MockDriver.get(Field.CALLS);
            forward(program, PAYING);
            assertTrue(MockDriver.get(Field.CALLS) > before);
        }
        MockDriver.set(Field.TOTAL_MEMORY, total);
        assertEquals(0, launchesOf(() -> forward(program, PAYING)));
        Program next = compile();
        assertTrue(launchesOf(() -> forward(next, PAYING)) > 0);
    }

    /** In a JVM that logs information, which those of tests do not. */
    @Test
    void logSaysOnceWhatIsTakenAndWhyNot(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.showThreadName=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AutomaticSteps.class.getName(),
                        MockDriver.copyTo(folder).toString())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), log);
        List<String> lines = log.lines().toList();
        assertEquals(2, lines.size(), log);
        assertTrue(
                lines.get(0)
                        .endsWith("engine cuda on no GPU, compute 9.0, driver for CUDA 13.0: taken by auto for calls of"
                                + " 10 multiply-adds or more"),
                log);
        assertTrue(
                lines.get(1)
                        .matches(".*WARN .*engine cuda: out of device memory: \\d+ bytes needed, \\d+ of 4096 free,"
                                + " CUDA_ERROR_OUT_OF_MEMORY; .*; engine (native|java) runs the call again"),
                log);
    }

    private static Engine select() {
        return Engines.select("auto", CIRCUIT, MEASUREMENT, Precision.DOUBLE);
    }

    private static Program compile() {
        return select().compile(CIRCUIT, MEASUREMENT, Precision.DOUBLE);
    }

    private static long launchesOf(Runnable call) {
        long before = MockDriver.get(Field.LAUNCHES);
        call.run();
        return MockDriver.get(Field.LAUNCHES) - before;
    }

    private static EngineInput input(int batch) {
        return EngineInput.of(RandomCircuits.angles(CIRCUIT, batch, 2));
    }

    private static double[] forward(Program program, int batch) {
        double[] y = new double[batch * 3];
        program.forward(input(batch), RealView.of(y, batch, 3));
        return y;
    }

    private static double[] gradient(Program program, int batch, boolean kept) {
        EngineInput input = input(batch);
        EngineGradient gradient = new EngineGradient(input.angles(), Optional.empty());
        RealView cotangent = RealView.of(RandomCircuits.numbers(batch * 3, 5), batch, 3);
        if (!kept) {
            program.backward(input, cotangent, gradient);
            return gradient.angles();
        }
        try (Pullback pullback = program.differentiate(input, RealView.of(new double[batch * 3], batch, 3))) {
            pullback.backward(cotangent, gradient);
        }
        return gradient.angles();
    }
}
