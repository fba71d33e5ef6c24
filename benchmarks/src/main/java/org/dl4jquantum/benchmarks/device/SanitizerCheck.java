package org.dl4jquantum.benchmarks.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small run under each tool of NVIDIA's compute-sanitizer, where that is installed. */
final class SanitizerCheck implements Check {
    private static final List<String> TOOLS = List.of("memcheck", "racecheck", "initcheck", "synccheck");
    private static final int FOUND = 99;
    private static final double LEAST_SECONDS = 5;

    @Override
    public void run(Findings findings, Conditions conditions) throws IOException, InterruptedException {
        Optional<Path> sanitizer = find();
        if (sanitizer.isEmpty()) {
            findings.absent("compute-sanitizer is not there");
            return;
        }
        Path work = Files.createTempDirectory("sanitizer");
        for (int k = 0; k < TOOLS.size(); k++) {
            double seconds = conditions.left() / (TOOLS.size() - k);
            if (seconds < LEAST_SECONDS) {
                findings.note(TOOLS.get(k) + ": no time was left");
            } else if (!run(findings, conditions, sanitizer.get(), TOOLS.get(k), work, seconds)) {
                return;
            }
        }
    }

    /** Whether the others are worth a try. */
    private static boolean run(
            Findings findings, Conditions conditions, Path sanitizer, String tool, Path work, double seconds)
            throws IOException, InterruptedException {
        Path found = work.resolve(tool + ".json");
        Path output = work.resolve(tool + ".log");
        List<String> command = new ArrayList<>(List.of(
                sanitizer.toString(),
                "--tool",
                tool,
                "--error-exitcode",
                Integer.toString(FOUND),
                "--target-processes",
                "application-only"));
        List<String> properties = new ArrayList<>();
        for (String property : List.of("org.dl4jquantum.cuda.driver", "org.bytedeco.javacpp.cachedir")) {
            Optional.ofNullable(System.getProperty(property))
                    .ifPresent(value -> properties.add("-D" + property + "=" + value));
        }
        command.addAll(PartProcess.command(Part.REPEATS, found, seconds, conditions.home(), true, properties));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            findings.note(tool + ": not done after " + Math.round(seconds) + " s");
            return true;
        }
        String said = Files.readString(output);
        if (said.contains("Device not supported")) {
            findings.absent("compute-sanitizer does not support the device here");
            return false;
        }
        boolean clean = process.exitValue() == 0
                && said.contains("ERROR SUMMARY: 0 errors")
                && Files.readString(found).contains(Findings.COMPLETE);
        findings.check(tool + " finds nothing", clean, end(said));
        return true;
    }

    private static String end(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private static Optional<Path> find() {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(":")),
                        Stream.of("/usr/local/cuda/bin", "/opt/cuda/bin"))
                .map(folder -> Path.of(folder, "compute-sanitizer"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
