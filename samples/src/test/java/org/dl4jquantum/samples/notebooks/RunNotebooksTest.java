package org.dl4jquantum.samples.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jquantum.samples.notebooks.Sandbox.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that run the notebooks, beside a Python that only says what it was asked to do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are ones of bash")
class RunNotebooksTest {
    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void aMachineWithPython() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.java("17.0.15", "jdk.jshell");
        sandbox.maven();
        // Where a virtual environment is made: one whose Python repeats its arguments.
        sandbox.program(
                "python3",
                """
                mkdir -p "$3/bin"
                echo '#!'"$BASH" >"$3/bin/python"
                echo 'echo "python: $*" >&2' >>"$3/bin/python"
                chmod +x "$3/bin/python"
                """);
    }

    private void refused(String message, String... arguments) throws Exception {
        Outcome outcome = sandbox.run("test", arguments);
        assertEquals(1, outcome.status(), outcome::text);
        assertTrue(outcome.text().contains("samples/notebooks/test: " + message), outcome::text);
    }

    @Test
    void theEnvironmentIsMadeOnceAndOnlyWhenAskedFor() throws Exception {
        Outcome absent = sandbox.run("environment");
        assertEquals(1, absent.status());
        assertEquals(
                "the Python environment of the notebooks is not there; samples/notebooks/environment --make makes it\n",
                absent.text());
        Outcome made = sandbox.run("environment", "--make");
        assertEquals(0, made.status(), made::text);
        assertTrue(made.text().contains("pip install"), made::text);
        Outcome again = sandbox.run("environment", "--make");
        assertTrue(again.text().startsWith(sandbox.home() + "/.cache/dl4j-quantum/notebooks-"), again::text);
        assertEquals(again, sandbox.run("environment"));
    }

    @Test
    void anEnvironmentThatWasNotFinishedIsMadeAnew() throws Exception {
        sandbox.program("python3", "mkdir -p \"$3/bin\"; exit 1");
        assertEquals(1, sandbox.run("environment", "--make").status());
        assertEquals(1, sandbox.run("environment").status());
    }

    @Test
    void saysWhenItsPythonIsNotThere() throws Exception {
        refused("cannot run notebooks");
    }

    @Test
    void runsNotebooksOnTheKernelThatItInstalls() throws Exception {
        sandbox.run("environment", "--make");
        String out = folder.resolve("out").toString();
        Outcome outcome = sandbox.run("test", "--out", out, "3", "4");
        assertEquals(0, outcome.status(), outcome::text);
        String asked = outcome.text().lines().reduce("", (before, line) -> line);
        assertTrue(asked.endsWith("TEST-notebooks.xml 3 4"), outcome::text);
        assertTrue(asked.contains("--kernel dl4j-quantum --folder " + out), outcome::text);
        assertTrue(Files.exists(Path.of(out, "prefix/share/jupyter/kernels/dl4j-quantum/kernel.json")));
    }

    @Test
    void namesMistakes() throws Exception {
        sandbox.run("environment", "--make");
        refused(
                "no kernel dl4j-quantum in " + folder + "; samples/notebooks/install-kernel --prefix " + folder
                        + " installs it",
                "--prefix",
                folder.toString());
        refused("option --all: unknown; --help shows the options", "--all");
        for (String option : List.of("--prefix", "--kernel", "--out")) {
            refused(option + ": a value is needed", option);
        }
    }

    @Test
    void explainsItself() throws Exception {
        Outcome outcome = sandbox.run("test", "--help");
        assertEquals(0, outcome.status());
        assertTrue(outcome.text().startsWith("Installs the kernel"), outcome::text);
    }
}
