package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a machine must have to load the library. */
@ExtendWith(NativeLibrary.class)
class NativePackagingTest {
    private static final Version OLDEST_GLIBC = Version.parse("2.28");

    @Test
    void librariesOfTheSystemAreAllThatIsNeeded() throws Exception {
        for (String library : find("NEEDED +(\\S+)", "-p")) {
            assertTrue(library.matches("lib(c|m|pthread|gcc_s)\\.so\\.\\d+|ld-linux-.*"), library);
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

    /** Symbols of another library of the process might replace them, or they those. */
    @Test
    void nothingLeavesTheLibraryButWhatTheJvmCalls() throws Exception {
        for (String symbol : find("\\.text\\s+\\w+\\s+(?:Base\\s+)?(\\S+)", "-T")) {
            assertTrue(symbol.matches("Java_org_dl4jquantum_.*|JNI_On(Unl|L)oad"), symbol);
        }
    }

    private static List<String> find(String pattern, String option) throws IOException, InterruptedException {
        Path library = Path.of(NativeLibrary.file().orElseThrow().getPath());
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
