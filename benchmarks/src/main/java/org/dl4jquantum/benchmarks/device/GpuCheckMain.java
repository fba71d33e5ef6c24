package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs all parts and writes {@code gpu-check.json}, {@code gpu-check.md} and {@code gpu-check.log}. Exit status 0 if all
 * checks hold, 1 if one does not, 2 on options that make no sense.
 */
public final class GpuCheckMain {
    private static final double LEAST_SECONDS = 5;

    private final Path out;
    private final double seconds;
    private final long begin = System.nanoTime();
    private final Map<String, ObjectNode> found = new LinkedHashMap<>();

    private GpuCheckMain(Path out, double seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("gpu-check: " + e.getMessage() + "\n" + Options.usage());
            System.exit(2);
            return;
        }
        Path home = Path.of(System.getProperty("gpu-check.home", ".")).toAbsolutePath();
        Path out = Files.createDirectories(options.out()).toAbsolutePath();
        Path work = Files.createTempDirectory("gpu-check");
        boolean passed;
        try {
            Path log = Files.writeString(out.resolve("gpu-check.log"), "");
            GpuCheckMain check = new GpuCheckMain(out, options.minutes() * 60);
            check.run(options.parts(), new PartProcess(work, log, home, options.driver(), options.quick()));
            passed = check.report();
        } finally {
            delete(work);
        }
        System.exit(passed ? 0 : 1);
    }

    private void run(Set<Part> parts, PartProcess process) throws IOException, InterruptedException {
        for (Part part : parts) {
            if (!part.isPresent()) {
                continue;
            }
            double left = seconds - elapsed();
            ObjectNode findings;
            if (left < LEAST_SECONDS) {
                findings = new ObjectMapper().createObjectNode().put("status", "failed");
                findings.put("ended", "before it began: no time was left");
            } else {
                findings = process.run(part, Math.min(part.seconds(), left));
            }
            found.put(part.title(), findings);
            System.out.printf(
                    "[%4.0f s] %s: %s, %d checks%n",
                    elapsed(),
                    part.title(),
                    findings.path("status").asText(),
                    findings.path(Findings.CHECKS).size());
            // Written anew after each: whoever ends this process finds what there was.
            report();
            if (part == Part.DEVICE && !findings.path("status").asText().equals("passed")) {
                System.out.println("no device: the other parts have nothing to run on");
                return;
            }
        }
    }

    private double elapsed() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Writes both; whether all checks hold. */
    private boolean report() throws IOException {
        Rows rows = new Rows(found);
        List<Aims.Aim> aims = Aims.of(rows);
        List<String> disagreements = rows.disagreements();
        boolean passed = disagreements.isEmpty()
                && found.values().stream()
                        .noneMatch(part -> part.path("status").asText().equals("failed"));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json =
                mapper.createObjectNode().put("format", 1).put("passed", passed).put("seconds", elapsed());
        json.putObject("parts").setAll(found);
        disagreements.forEach(json.putArray("disagreements")::add);
        for (Aims.Aim aim : aims) {
            ObjectNode node = json.withArray("aims")
                    .addObject()
                    .put("what", aim.what())
                    .put("aim", aim.aim())
                    .put("verdict", aim.verdict());
            aim.measured().ifPresent(measured -> node.put("measured", measured));
        }
        write("gpu-check.json", mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        write("gpu-check.md", Report.of(found, rows, aims, passed));
        return passed;
    }

    private void write(String name, String text) throws IOException {
        Path beside = Files.writeString(out.resolve(name + ".new"), text);
        Files.move(beside, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        all.forEach(path -> {
            try {
                Files.delete(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
