package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The campaign in small, in a JVM of its own that watches the border: it may die, and we must see of what. */
@ExtendWith(NativeLibrary.class)
class HostileCallsTest {
    private static final int CALLS = 100_000;
    private static final int SEED = 1;

    @Test
    void hostileCallsNeitherCrashNorLeak() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileCalls.class.getName(),
                String.valueOf(CALLS),
                String.valueOf(SEED));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("100,000 calls"), output);
        // "WARNING in native method" is what the watch says.
        assertFalse(output.contains("in native method"), output);
    }
}
