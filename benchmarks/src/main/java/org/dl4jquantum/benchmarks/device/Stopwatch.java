package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.dl4jquantum.benchmarks.compare.CircuitCase;
import org.dl4jquantum.benchmarks.compare.CircuitTask;
import org.dl4jquantum.benchmarks.compare.Sampler;
import org.dl4jquantum.sim.math.Precision;

/** Times circuits on one engine: from Java to Java, and on the device where there is a clock. */
final class Stopwatch {
    private static final double MICROS = 1e6;
    private static final double SECONDS_OF_KERNELS = 0.1;
    private static final int MOST_CALLS = 1000;

    private final String engine;
    private final String who;
    private final double seconds;

    /**
     * A stopwatch.
     *
     * @param seconds of warm-up, and of timing
     */
    Stopwatch(String engine, double seconds) {
        this.engine = engine;
        who = "1".equals(System.getProperty("org.dl4jquantum.native.threads")) ? engine + ", 1 thread" : engine;
        this.seconds = seconds;
    }

    /**
     * What a circuit takes, in numbers of all passes that are asked of it. An error is a row, too.
     *
     * @param label what the row says of its circuit
     */
    ObjectNode time(Supplier<CircuitCase> circuit, Precision precision, ObjectNode label) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("who", who);
        row.setAll(label);
        row.put("precision", precision.name());
        try {
            CircuitCase of = circuit.get();
            row.put("pass", of.pass().name().toLowerCase(Locale.ROOT));
            time(() -> new CircuitTask(of, engine, precision), row);
            // What does not fit or cannot be done is a row of the report, not the end of it.
        } catch (RuntimeException | OutOfMemoryError e) {
            row.put("error", e.toString());
        }
        return row;
    }

    private void time(Supplier<CircuitTask> tasks, ObjectNode row) {
        CircuitTask task = tasks.get();
        List<Double> first = Sampler.sample(task, 0);
        if (first.get(0) < seconds) {
            Sampler.warmUp(task, seconds);
        }
        double wall = median(first.get(0) < seconds ? Sampler.sample(task, seconds) : Sampler.sample(task, 0));
        row.put("wall_us", wall * MICROS);
        int calls = (int) Math.max(1, Math.min(MOST_CALLS, SECONDS_OF_KERNELS / wall));
        Optional<KernelClock> clock = engine.equals("cuda") ? KernelClock.find() : Optional.empty();
        clock.ifPresent(found -> {
            found.micros(task::run, calls).ifPresent(micros -> row.put("kernel_us", micros));
            ObjectNode kernels = row.putObject("kernels");
            // Of another program: what this one launches is a graph by now, in which no kernel is seen.
            found.microsOfKernels(tasks.get()::run, calls).forEach(kernels::put);
        });
        for (double value : task.checkValue()) {
            row.withArray("check").add(value);
        }
    }

    static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
