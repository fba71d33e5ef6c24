package org.dl4jquantum.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.dl4jquantum.sim.math.Precision;

/**
 * A process that stays alive and times what it is asked for. Every line on standard input is a request, every line on
 * standard output its answer, both JSON:
 * <pre>{@code
 * {"do": "prepare", "id": "1", "workload": "W1", "engine": "native", "dtype": "f32", "warm": 2}
 * {"do": "sample", "id": "1", "seconds": 0.5}
 * {"do": "allocation", "id": "1"}
 * {"do": "release", "id": "1"}
 * }</pre>
 */
public final class CompareWorker {
    private static final int ALLOCATION_CALLS = 200;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Task> tasks = new HashMap<>();

    private CompareWorker() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        // Libraries that print must not get between the answers.
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        CompareWorker worker = new CompareWorker();
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(worker.answer(line));
            answers.flush();
        }
    }

    private String answer(String line) throws IOException {
        ObjectNode answer = mapper.createObjectNode();
        try {
            JsonNode request = mapper.readTree(line);
            String id = request.path("id").asText();
            switch (request.path("do").asText()) {
                case "prepare" -> prepare(id, request, answer);
                case "sample" ->
                    Sampler.sample(tasks.get(id), request.path("seconds").asDouble())
                            .forEach(answer.withArray("samples")::add);
                case "allocation" -> answer.put("bytes", allocation(tasks.get(id)));
                case "release" -> tasks.remove(id);
                default -> throw new IllegalArgumentException("request " + line + ": unknown");
            }
            // What is not supported or does not fit in memory is a row of the report, not the end of it.
        } catch (RuntimeException | OutOfMemoryError e) {
            answer.put("error", e.toString());
        }
        return mapper.writeValueAsString(answer);
    }

    private void prepare(String id, JsonNode request, ObjectNode answer) {
        Precision precision = request.path("dtype").asText().equals("f32") ? Precision.FLOAT : Precision.DOUBLE;
        Task task = Tasks.create(
                request.path("workload").asText(), request.path("engine").asText(), precision);
        long start = System.nanoTime();
        task.run();
        double first = (System.nanoTime() - start) / 1e9;
        answer.put("first_call_s", first);
        for (double value : task.checkValue()) {
            answer.withArray("check_value").add(value);
        }
        Sampler.warmUp(task, request.path("warm").asDouble() - first);
        tasks.put(id, task);
        answer.put("version", "java " + System.getProperty("java.version"));
    }

    /** Bytes of one call on the Java heap, all of them by the calling thread. */
    private static long allocation(Task task) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < ALLOCATION_CALLS; call++) {
            task.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ALLOCATION_CALLS;
    }
}
