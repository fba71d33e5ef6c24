package org.dl4jquantum.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a Java process of its own, on the class path of the tests. */
public final class FreshJvm {
    private FreshJvm() {}

    /**
     * How the process ended.
     *
     * @param exitCode 0 for success, 1 for an exception, 128 and more for a crash
     * @param output what it printed
     */
    public record Ending(int exitCode, String output) {}

    /** Runs a class to its end. */
    public static Ending run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:-CreateCoredumpOnCrash",
                "-Dorg.nd4j.log.initialization=false",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream printed = process.getInputStream()) {
            String output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            return new Ending(process.waitFor(), output);
        }
    }
}
