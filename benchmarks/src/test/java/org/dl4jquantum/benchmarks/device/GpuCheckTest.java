package org.dl4jquantum.benchmarks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jquantum.sim.engine.cuda.MockDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle as it is on a machine with nothing but a driver: packed, unpacked elsewhere, run in an empty environment, on a
 * driver that runs kernels on this processor.
 */
@ExtendWith(MockDriver.class)
class GpuCheckTest {
    private static final long MOST_BYTES = 64 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path driver;
    private static Path program;

    @BeforeAll
    static void pack() throws IOException, InterruptedException {
        Path archive = folder.resolve("gpu-check.tar.xz");
        run("./gpu-check", "pack", "--fast", "--class-path", System.getProperty("java.class.path"), archive.toString());
        assertTrue(Files.size(archive) < MOST_BYTES, Files.size(archive) + " bytes");
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        run("tar", "-C", elsewhere.toString(), "-xf", archive.toString());
        program = elsewhere.resolve("gpu-check").resolve("gpu-check");
        // Its controls lie beside it, and those of other tests must not be touched.
        driver = Files.copy(MockDriver.file(), elsewhere.resolve("libcuda-mock.so"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static Process start(String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(options));
        builder.environment().clear();
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void everyPartFindsWhatItLooksFor() throws IOException, InterruptedException {
        Path out = folder.resolve("re port");
        Process process = start("--quick", "--driver", driver.toString(), "--out", out.toString());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String text = Files.readString(out.resolve("gpu-check.md"));
        assertEquals(0, process.waitFor(), output + text);
        JsonNode report = MAPPER.readTree(out.resolve("gpu-check.json").toFile());
        assertTrue(report.path("passed").asBoolean(), text);
        for (Part part : Part.values()) {
            JsonNode found = report.path("parts").path(part.title());
            // Deeplearning4j is in the other bundle; Pythons and compute-sanitizer are found nowhere without a path.
            String expected =
                    switch (part) {
                        case FIT -> "";
                        case JAX, PYTORCH, SANITIZERS -> "absent";
                        default -> "passed";
                    };
            assertEquals(expected, found.path("status").asText(), part.title() + "\n" + text);
            assertEquals(part != Part.FIT, text.contains("| " + part.title() + " |"), text);
        }
        assertTrue(report.path("parts").path("contract").path("checks").size() > 10, text);
        for (JsonNode row : report.path("parts").path("times-cuda").path("rows")) {
            assertTrue(row.path("wall_us").asDouble() > 0, row::toString);
            assertTrue(row.path("kernel_us").asDouble() > 0, row::toString);
            assertFalse(row.path("kernels").isEmpty(), row::toString);
            row.path("kernels").properties().forEach(kernel -> {
                assertTrue(kernel.getKey().startsWith("dlq_"), row::toString);
                assertTrue(kernel.getValue().asDouble() > 0, row::toString);
            });
        }
        assertTrue(report.path("aims").size() > 50, text);
    }

    @Test
    void machineWithoutADriverIsNamed() throws IOException, InterruptedException {
        Path out = folder.resolve("none");
        Process process = start("--quick", "--driver", "/no/such/libcuda.so.1", "--out", out.toString());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        assertTrue(output.contains("no device"), output);
        JsonNode report = MAPPER.readTree(out.resolve("gpu-check.json").toFile());
        assertFalse(report.path("passed").asBoolean());
        assertTrue(Files.readString(out.resolve("gpu-check.md")).contains("no NVIDIA driver"));
    }

    @Test
    void partThatHasNoTimeLeftIsReportedAndTheRestGoesOn() throws IOException, InterruptedException {
        Path out = folder.resolve("late");
        Process process = start(
                "--only",
                "contract,device",
                "--driver",
                driver.toString(),
                "--out",
                out.toString(),
                "--minutes",
                "0.12");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), output);
        JsonNode parts = MAPPER.readTree(out.resolve("gpu-check.json").toFile()).path("parts");
        assertEquals("passed", parts.path("device").path("status").asText());
        assertEquals("failed", parts.path("contract").path("status").asText());
        assertTrue(parts.path("contract").path("ended").asText().contains("its time"), parts::toString);
    }

    @Test
    void optionThatIsUnknownIsRefused() throws IOException, InterruptedException {
        Process process = start("--fast");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), output);
        assertTrue(output.startsWith("gpu-check: option \"--fast\": unknown"), output);
    }
}
