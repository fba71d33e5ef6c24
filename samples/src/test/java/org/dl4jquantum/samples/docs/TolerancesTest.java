package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.junit.jupiter.api.Test;

/** The page of tolerances says what engines state and what tests assert. */
class TolerancesTest {
    private static final Pattern ENGINE = Pattern.compile("\\| `(\\w+)` \\| (\\S+) \\| (\\S+) \\|");
    private static final Pattern CONSTANT = Pattern.compile("\\|.*\\| `(\\w+)` \\| `(\\w+)` \\| (\\S+) \\|");

    private static List<Matcher> rows(Pattern form) throws IOException {
        return Files.readAllLines(Block.ROOT.resolve("docs/tolerances.md")).stream()
                .map(form::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    @Test
    void enginesStateWhatThePageSays() throws IOException {
        List<Matcher> rows = rows(ENGINE);
        Set<String> named = rows.stream().map(row -> row.group(1)).collect(Collectors.toSet());
        assertTrue(named.containsAll(List.of("reference", "java", "native", "strange")), named::toString);
        for (Matcher row : rows) {
            Map<Precision, Double> stated;
            try {
                stated = Engines.named(row.group(1)).capabilities().tolerances();
            } catch (EngineUnavailableException e) {
                continue; // it cannot be asked on this machine
            }
            assertEquals(Double.parseDouble(row.group(2)), stated.get(Precision.DOUBLE), row.group());
            assertEquals(Double.parseDouble(row.group(3)), stated.get(Precision.FLOAT), row.group());
        }
    }

    @Test
    void testsAssertWhatThePageSays() throws IOException {
        List<Matcher> rows = rows(CONSTANT);
        assertFalse(rows.isEmpty());
        for (Matcher row : rows) {
            Pattern declared = Pattern.compile("double " + row.group(2) + " = ([^;]*);");
            Matcher constant = declared.matcher(Files.readString(source(row.group(1) + ".java")));
            assertTrue(constant.find(), row.group());
            assertEquals(Double.parseDouble(row.group(3)), Double.parseDouble(constant.group(1)), row.group());
        }
    }

    private static Path source(String name) throws IOException {
        for (String module : List.of("quantum-sim", "quantum-layer", "dl4j-bridge")) {
            try (Stream<Path> files = Files.walk(Block.ROOT.resolve(module).resolve("src/test/java"))) {
                var found = files.filter(path -> path.getFileName().toString().equals(name))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IOException(name + ": no test has this name");
    }
}
