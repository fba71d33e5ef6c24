package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the jar carries, and what a machine must have to load it: nothing of CUDA. */
@ExtendWith(MockDriver.class)
class CudaPackagingTest {
    private static final Version OLDEST_GLIBC = Version.parse("2.28");

    @Test
    void librariesOfTheSystemAreAllThatIsNeeded() throws Exception {
        for (String library : find("NEEDED +(\\S+)", "-p")) {
            assertTrue(library.matches("lib(c|m|dl|pthread|gcc_s)\\.so\\.\\d+|ld-linux-.*"), library);
        }
    }

    @Test
    void oldestGlibcIsTheOnePromised() throws Exception {
        List<String> versions = find("GLIBC_([0-9.]+)", "-T");
        assertTrue(versions.size() > 5, versions::toString);
        for (String version : versions) {
            assertTrue(Version.parse(version).compareTo(OLDEST_GLIBC) <= 0, "GLIBC_" + version);
        }
    }

    @Test
    void kernelsAreMadeOfTheSourcesBesideThem() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(Path.of("src/main/cuda/device"))) {
            for (Path file : files.sorted().toList()) {
                digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        String kernels = kernels();
        String hash = HexFormat.of().formatHex(digest.digest());
        assertTrue(
                kernels.lines().findFirst().orElse("").contains(hash), "run src/main/cuda/ptx; sources have " + hash);
    }

    /** PTX 7.8 is what drivers for CUDA 11.8 understand. */
    @Test
    void kernelsAreForOldDriversAndDevices() throws IOException {
        assertEquals(
                List.of(".version 7.8", ".target sm_70"),
                kernels()
                        .lines()
                        .filter(line -> line.startsWith(".version") || line.startsWith(".target"))
                        .toList());
    }

    private static String kernels() throws IOException {
        try (InputStream in = CudaDevices.class.getResourceAsStream("kernels.ptx")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static List<String> find(String pattern, String option) throws IOException, InterruptedException {
        Path library = Path.of(DlqCuda.class
                .getResource(Loader.getPlatform() + "/libjnidlqcuda.so")
                .getPath());
        Process process = new ProcessBuilder("objdump", option, library.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return Pattern.compile(pattern)
                .matcher(output)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
