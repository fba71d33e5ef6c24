package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in the documentation are there, and know the options given; what scripts say is what the page says. */
class CommandsTest {
    private static final Set<String> OTHERS = Set.of("cd", "curl", "git", "mvn");
    private static final Pattern INLINE =
            Pattern.compile("`((?:\\./check|(?:samples|benchmarks|publishing|docs)/[a-z-]+)(?: [^`]*)?)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern FAILURE = Pattern.compile("fail \"(.*)\"");

    private static List<String> commands(Path page) throws IOException {
        Stream<String> inline = INLINE.matcher(Files.readString(page)).results().map(found -> found.group(1));
        Stream<String> blocks = Block.of(page).stream()
                .filter(block -> block.language().equals("bash"))
                .flatMap(block -> block.code().lines());
        return Stream.concat(inline, blocks)
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void everyCommandIsThereAndKnowsItsOptions() throws IOException {
        int scripts = 0;
        for (Path page : Block.pages()) {
            for (String command : commands(page)) {
                String where = page + ": " + command;
                String[] words = command.split(" ", -1);
                Path script = Block.ROOT.resolve(words[0]).normalize();
                if (OTHERS.contains(words[0]) || Files.isDirectory(script)) {
                    continue;
                }
                assertTrue(Files.isExecutable(script), where);
                scripts++;
                String known = sources(script);
                OPTION.matcher(command)
                        .results()
                        .map(MatchResult::group)
                        .forEach(option -> assertTrue(
                                Pattern.compile(option + "(?![a-z-])")
                                        .matcher(known)
                                        .find(),
                                where));
            }
        }
        assertTrue(scripts > 10, scripts + " commands found");
    }

    /** The script, and what it hands its options to. */
    private static String sources(Path script) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(script));
        for (String folder : List.of("src/main/java", "comparison")) {
            Path beside = script.resolveSibling(folder);
            if (!script.getParent().equals(Block.ROOT) && Files.isDirectory(beside)) {
                try (Stream<Path> files = Files.walk(beside)) {
                    parts.addAll(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*\\.(java|py)"))
                            .toList());
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (Path part : parts) {
            text.append(Files.readString(part));
        }
        return text.toString();
    }

    @Test
    void messagesOfScriptsAreAsTroubleshootingSays() throws IOException {
        int lines = 0;
        for (String script : List.of("samples/run", "samples/notebooks/install-kernel")) {
            String source = Files.readString(Block.ROOT.resolve(script))
                    + Files.readString(Block.ROOT.resolve("samples/build.sh"));
            Set<String> said = FAILURE.matcher(source)
                    .results()
                    .map(found -> found.group(1).replaceAll("\\$(\\{[^}]*}|\\w+)", "\\\\E.*\\\\Q"))
                    .map(message -> "\\Q" + script + ": " + message + "\\E")
                    .collect(Collectors.toSet());
            for (String line : Files.readAllLines(Block.ROOT.resolve("docs/troubleshooting.md"))) {
                if (line.startsWith(script + ": ")) {
                    lines++;
                    assertTrue(said.stream().anyMatch(line::matches), line);
                }
            }
        }
        assertEquals(7, lines);
    }

    @Test
    void withoutJavaTheScriptSaysWhatIsNeeded(@TempDir Path empty) throws Exception {
        assertEquals(
                "samples/run: no java found at JAVA_HOME=" + empty
                        + "; JDK 17 or newer is needed (PATH or JAVA_HOME)\n",
                run(empty, "mnist"));
    }

    /** What samples/run says where JAVA_HOME is a folder with nothing in it. */
    private static String run(Path javaHome, String argument) throws Exception {
        ProcessBuilder process =
                new ProcessBuilder(Block.ROOT.resolve("samples/run").toString(), argument).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", javaHome.toString());
        Process started = process.start();
        String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, started.waitFor(), output);
        return output;
    }

    @Test
    void anOlderJavaIsNamed(@TempDir Path folder) throws Exception {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertTrue(java.toFile().setExecutable(true));
        assertEquals(
                "samples/run: JDK 17 or newer is needed, " + java + " is 11.0.2; set JAVA_HOME to another\n",
                run(folder, "mnist"));
    }
}
