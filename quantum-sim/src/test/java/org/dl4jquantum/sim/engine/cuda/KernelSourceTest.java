package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelSourceTest {

    /** Headers before what needs them, each once, and nothing left to be included. */
    @Test
    void isOneTextOfAllFiles() throws IOException {
        String text = KernelSource.text();
        assertFalse(text.contains("#include"));
        assertFalse(text.contains("#pragma once"));
        assertTrue(text.contains("DLQ_KERNELS(double, f64)"));
        try (Stream<Path> files = Files.list(Path.of("src/main/cuda/device"))) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                String first = lines.get(0);
                assertEquals(text.indexOf(first), text.lastIndexOf(first), file::toString);
                assertTrue(text.contains(first), file::toString);
            }
        }
    }
}
