package org.dl4jquantum.samples.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jquantum.samples.notebooks.Sandbox.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script beside a Java, a Maven and a Python that only say what a test tells them to. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of bash")
class InstallKernelTest {
    private static final String SCRIPT = "install-kernel";
    private static final String KERNEL = "share/jupyter/kernels/dl4j-quantum";
    private static final String MODULES = "jdk.compiler jdk.jshell";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void aMachineWithAllThatIsNeeded() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.java("17.0.15", MODULES);
        sandbox.maven();
    }

    private Outcome installed(String... options) throws Exception {
        Outcome outcome = sandbox.run(SCRIPT, options);
        assertEquals(0, outcome.status(), outcome::text);
        return outcome;
    }

    private void refused(String message, String... options) throws Exception {
        Outcome outcome = sandbox.run(SCRIPT, options);
        assertEquals(1, outcome.status(), outcome::text);
        String last = outcome.text().strip().lines().reduce("", (before, line) -> line);
        assertTrue(last.startsWith("samples/notebooks/install-kernel: "), outcome::text);
        assertTrue(last.contains(message), outcome::text);
    }

    private Path kernelOfUser() {
        return sandbox.home().resolve(".local").resolve(KERNEL);
    }

    private static List<String> argv(Path kernel) throws IOException {
        JsonNode specification =
                new ObjectMapper().readTree(kernel.resolve("kernel.json").toFile());
        List<String> argv = new ArrayList<>();
        specification.get("argv").forEach(item -> argv.add(item.asText()));
        JsonNode environment = specification.get("env");
        assertEquals("PASSIVE", environment.get("OMP_WAIT_POLICY").asText());
        String variable = argv.toString().contains("jjava") ? "JJAVA" : "IJAVA";
        Path script =
                Path.of(environment.get(variable + "_STARTUP_SCRIPTS_PATH").asText());
        assertTrue(Files.readString(script).contains("import org.dl4jquantum"), script::toString);
        return argv;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, false", "21, false", "25.0.1, true", "26-ea, true"})
    void takesTheOptionsThatTheJvmNeeds(String version, boolean newer) throws Exception {
        sandbox.java(version, MODULES);
        String said = installed().text();
        assertTrue(said.contains("IJava on Java " + version), said);
        assertTrue(said.contains("undo    samples/notebooks/install-kernel --uninstall\n"), said);
        List<String> argv = argv(kernelOfUser());
        assertEquals("/opt/jdk-" + version + "/bin/java", argv.get(0));
        assertEquals(newer, argv.contains("--sun-misc-unsafe-memory-access=allow"));
        assertEquals(newer, argv.contains("--enable-native-access=ALL-UNNAMED"));
        assertEquals(
                List.of(
                        "-cp",
                        "{resource_dir}/lib/*:{resource_dir}/ijava.jar",
                        "io.github.spencerpark.ijava.IJava",
                        "{connection_file}"),
                argv.subList(argv.size() - 4, argv.size()));
        assertEquals(List.of("nd4j.jar", "samples-1.jar"), names(kernelOfUser().resolve("lib")));
    }

    @Test
    void installsIntoAFolderWithBlanksAndQuotesAndRemovesItAgain() throws Exception {
        Path prefix = folder.resolve("my \"own\" place");
        installed("--prefix", prefix.toString());
        assertEquals(
                "{connection_file}",
                argv(prefix.resolve(KERNEL)).get(argv(prefix.resolve(KERNEL)).size() - 1));
        installed("--uninstall", "--prefix", prefix.toString());
        assertFalse(Files.exists(prefix.resolve(KERNEL)));
    }

    @Test
    void replacesAnOlderKernelAndLeavesNothingBeside() throws Exception {
        installed();
        Files.createFile(kernelOfUser().resolve("lib/old.jar"));
        installed();
        assertEquals(List.of("nd4j.jar", "samples-1.jar"), names(kernelOfUser().resolve("lib")));
        assertEquals(List.of("kernels"), names(kernelOfUser().getParent().getParent()));
        assertEquals(List.of("dl4j-quantum"), names(kernelOfUser().getParent()));
    }

    @ParameterizedTest
    @CsvSource({"build", "copy"})
    void keepsTheOldKernelWhereTheNewOneFails(String failing) throws Exception {
        installed();
        Files.createFile(kernelOfUser().resolve("lib/old.jar"));
        if (failing.equals("build")) {
            Files.delete(sandbox.checkout().resolve("samples/target/classpath"));
            sandbox.program("mvn", "echo 'BUILD FAILURE'; exit 1");
            refused("the build failed; what Maven says above tells why");
        } else {
            sandbox.program("cp", "exit 1");
            assertEquals(1, sandbox.run(SCRIPT).status());
        }
        assertTrue(Files.exists(kernelOfUser().resolve("lib/old.jar")));
        assertEquals(List.of("kernels"), names(kernelOfUser().getParent().getParent()));
    }

    @Test
    void fetchesJJavaWithPip() throws Exception {
        sandbox.program(
                "python3",
                """
                case $* in
                    '-m pip --version') ;;
                    '-m pip download'*--require-hashes*) mkdir -p "${@: -1}" && touch "${@: -1}/jjava.whl" ;;
                    '-m zipfile'*)
                        jar=$5/jjava-1.data/data/share/jupyter/kernels/java
                        mkdir -p "$jar" && touch "$jar/jjava.jar" ;;
                    *) exit 1 ;;
                esac
                """);
        installed("--kernel", "jjava");
        List<String> argv = argv(kernelOfUser());
        assertTrue(argv.contains("org.dflib.jjava.distro.JJava"), argv::toString);
        assertTrue(argv.contains("jdk.jshell/jdk.jshell=ALL-UNNAMED"), argv::toString);
        assertTrue(Files.exists(kernelOfUser().resolve("jjava.jar")));
    }

    @Test
    void jjavaNeedsPythonPipAndTheNetwork() throws Exception {
        refused("no python3 found", "--kernel", "jjava");
        sandbox.program("python3", "exit 1");
        refused("python3 has no pip", "--kernel", "jjava");
        sandbox.program("python3", "[[ $3 == --version ]]");
        refused("could not be fetched; what pip says above tells why", "--kernel", "jjava");
        assertFalse(Files.exists(kernelOfUser()));
    }

    @Test
    void saysWhereJupyterIsMissing() throws Exception {
        assertTrue(installed().text().contains("No jupyter found: install it, for instance by"));
        sandbox.program("jupyter", "");
        assertFalse(installed().text().contains("No jupyter"));
    }

    @Test
    void namesWhatIsWrongWithJava() throws Exception {
        sandbox.java("11.0.2", MODULES);
        refused("JDK 17 or newer is needed, java is 11.0.2");
        sandbox.java("1.8.0_402", MODULES);
        refused("JDK 17 or newer is needed, java is 1.8.0_402");
        sandbox.java("17.0.15", "java.base");
        refused("has no jdk.jshell: notebooks need a full JDK, not a JRE");
        sandbox.program("java", "exit 1");
        refused("java is no Java");
        Files.delete(folder.resolve("tools/java"));
        refused("no java found; JDK 17 or newer is needed (PATH or JAVA_HOME)");
    }

    @Test
    void needsMavenWhereThereIsSomethingToBuild() throws Exception {
        installed();
        Files.delete(folder.resolve("tools/mvn"));
        installed();
        Files.delete(sandbox.checkout().resolve("samples/target/classpath"));
        refused("no mvn found; Maven 3.6.3 or newer is needed to build");
    }

    @Test
    void namesPlacesThatCannotBeWrittenTo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        refused(
                "cannot write to " + file + "/share/jupyter/kernels; choose another place",
                "--prefix",
                file.toString());
        refused("has a colon", "--prefix", folder + "/a:b");
    }

    @Test
    void namesOptionsItDoesNotKnow() throws Exception {
        refused("option --color: unknown; --help shows the options", "--color");
        refused("--kernel: received java, known are ijava and jjava", "--kernel", "java");
        refused("--prefix: a value is needed", "--prefix");
        refused("--prefix: a value is needed", "--prefix", "");
    }

    @Test
    void removesOnlyWhatIsThere() throws Exception {
        refused("no kernel dl4j-quantum is installed in " + sandbox.home(), "--uninstall");
        refused("install-kernel --prefix elsewhere installs it", "--uninstall", "--prefix", "elsewhere");
        installed();
        assertTrue(installed("--uninstall").text().startsWith("Removed " + kernelOfUser()));
        assertEquals(List.of(), names(kernelOfUser().getParent()));
    }

    @ParameterizedTest
    @CsvSource({"--help", "-h"})
    void explainsItself(String option) throws Exception {
        String said = installed(option).text();
        assertTrue(said.startsWith("Installs a Jupyter kernel"), said);
        Stream.of("--prefix DIR", "--kernel NAME", "--uninstall", "--help")
                .forEach(name -> assertTrue(said.contains("\n  " + name), said));
        assertFalse(Files.exists(kernelOfUser()));
    }
}
