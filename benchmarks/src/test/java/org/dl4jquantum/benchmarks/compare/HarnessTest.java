package org.dl4jquantum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The part of the comparison that is in Python has tests of its own, which need its standard library only. */
class HarnessTest {

    @Test
    void pythonTestsPass() throws IOException, InterruptedException {
        assumeTrue(present(), "python3 not found");
        Process tests = new ProcessBuilder("python3", "-m", "unittest", "discover", "-s", "comparison", "-t", ".")
                .redirectErrorStream(true)
                .start();
        String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tests.waitFor(), output);
    }

    private static boolean present() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
