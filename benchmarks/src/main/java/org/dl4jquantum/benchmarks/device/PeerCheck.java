package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dl4jquantum.sim.math.Precision;

/**
 * W1 to W4 by the simulator written by hand on the framework of the argument, where a Python of this machine has it: the
 * programs of {@code benchmarks/compare}, on the device.
 */
final class PeerCheck implements Check {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double SECONDS = 0.3;
    private static final double LEAST_SECONDS = 5;
    /** Compilation included; what takes longer would leave nothing for the rest. */
    private static final double MOST_SECONDS = 40;

    private static final double MICROS = 1e6;

    @Override
    public void run(Findings findings, Conditions conditions) throws IOException, InterruptedException {
        String framework = conditions.argument();
        Optional<String> python = python(framework);
        if (python.isEmpty()) {
            findings.absent("no Python here has " + framework);
            return;
        }
        List<Sizes> all = new ArrayList<>();
        for (Sizes sizes : Sizes.each(conditions.quick())) {
            all.add(sizes);
            if (!conditions.quick()) {
                all.add(sizes.withBatch(Sizes.LARGE_BATCH));
            }
        }
        for (Precision precision : List.of(Precision.FLOAT, Precision.DOUBLE)) {
            for (Sizes sizes : all) {
                if (conditions.left() < LEAST_SECONDS) {
                    findings.note(sizes.workload() + " " + precision + ": no time was left");
                } else {
                    findings.row(row(python.get(), framework, sizes, precision, conditions));
                }
            }
        }
    }

    private static Optional<String> python(String framework) throws InterruptedException {
        for (String name : List.of("python3", "python", "/opt/torch/.venv/bin/python3")) {
            try {
                Process process = new ProcessBuilder(name, "-c", "import numpy, " + framework)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return Optional.of(name);
                }
            } catch (IOException e) {
                // Of that name there is none; the next may be there.
            }
        }
        return Optional.empty();
    }

    private static ObjectNode row(
            String python, String framework, Sizes sizes, Precision precision, Conditions conditions)
            throws IOException, InterruptedException {
        ObjectNode row = MAPPER.createObjectNode()
                .put("who", framework)
                .put("workload", sizes.name())
                .put("batch", sizes.batch())
                .put("precision", precision.name())
                .put("pass", "step");
        ProcessBuilder builder = new ProcessBuilder(
                        python,
                        "-m",
                        "comparison.worker",
                        framework + "_by_hand",
                        sizes.workload(),
                        precision == Precision.FLOAT ? "f32" : "f64",
                        Integer.toString(Runtime.getRuntime().availableProcessors()),
                        "gpu")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put("PYTHONPATH", conditions.home().resolve("peers").toString());
        Process process = builder.start();
        double seconds = Math.min(MOST_SECONDS, conditions.left());
        try (Writer requests = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode prepared = ask(requests, answers, "{\"do\":\"prepare\",\"warm\":" + SECONDS + "}", seconds);
            JsonNode timed = prepared.has("error")
                    ? prepared
                    : ask(requests, answers, "{\"do\":\"sample\",\"seconds\":" + SECONDS + "}", seconds);
            if (timed.has("error")) {
                return row.put("error", timed.path("error").asText());
            }
            List<Double> samples = new ArrayList<>();
            timed.path("samples").forEach(sample -> samples.add(sample.asDouble()));
            row.put("version", prepared.path("version").asText());
            row.put("wall_us", Stopwatch.median(samples) * MICROS);
            row.set("check", prepared.path("check_value"));
            return row;
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode ask(Writer requests, BufferedReader answers, String request, double seconds)
            throws InterruptedException {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try {
                requests.write(request + "\n");
                requests.flush();
                return answers.readLine();
            } catch (IOException e) {
                return null;
            }
        });
        ObjectNode failure = MAPPER.createObjectNode();
        try {
            String line = answer.get((long) (seconds * 1000), TimeUnit.MILLISECONDS);
            return line == null ? failure.put("error", "its process died") : MAPPER.readTree(line);
        } catch (TimeoutException e) {
            return failure.put("error", "no answer in " + Math.round(seconds) + " s");
        } catch (ExecutionException | IOException e) {
            return failure.put("error", e.toString());
        }
    }
}
