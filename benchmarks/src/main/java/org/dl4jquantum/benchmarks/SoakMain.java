package org.dl4jquantum.benchmarks;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains for many iterations, and fails if memory grows by more than 2 % from the second quarter to the last: the live
 * heap, buffers outside it, or the whole process, in which the arrays of ND4J are.
 *
 * <p>Arguments: iterations (20000), report file.
 */
public final class SoakMain {
    private static final double ALLOWED = 0.02;
    private static final int SAMPLES = 20;

    private SoakMain() {}

    /**
     * Memory after so many iterations, in bytes.
     *
     * @param heap live objects, after collection
     * @param direct buffers outside the heap
     * @param process resident, by the system's account
     */
    private record Sample(int iteration, long heap, long direct, long process) {}

    public static void main(String[] arguments) throws IOException {
        int iterations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        if (iterations < SAMPLES) {
            throw new IllegalArgumentException(
                    "soak: " + iterations + " iterations, at least " + SAMPLES + " are needed");
        }
        FitBenchmark workload = new FitBenchmark();
        workload.middle = "quantum";
        workload.setUp();
        ComputationGraph network = workload.network();
        DataSet data = workload.data();
        List<Sample> samples = new ArrayList<>();
        for (int iteration = 1; iteration <= iterations; iteration++) {
            network.fit(data);
            network.outputSingle(data.getFeatures());
            if (iteration % (iterations / SAMPLES) == 0) {
                samples.add(sample(iteration));
            }
        }
        String report = report(samples);
        System.out.print(report);
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]), report);
        }
        if (growth(samples) > ALLOWED) {
            throw new IllegalStateException("soak: memory grew by more than " + 100 * ALLOWED + " %");
        }
    }

    private static Sample sample(int iteration) {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Sample(iteration, runtime.totalMemory() - runtime.freeMemory(), direct, Pointer.physicalBytes());
    }

    /** The largest growth: heap of the heap, the rest of the process. */
    private static double growth(List<Sample> samples) {
        double process = lowest(samples, 1, Sample::process);
        double heap = lowest(samples, 1, Sample::heap);
        return Math.max(
                (lowest(samples, 3, Sample::heap) - heap) / heap,
                Math.max(
                        (lowest(samples, 3, Sample::direct) - lowest(samples, 1, Sample::direct)) / process,
                        (lowest(samples, 3, Sample::process) - process) / process));
    }

    /** The lowest of a quarter of the samples: what is left when everything that can be has been collected. */
    private static double lowest(List<Sample> samples, int quarter, ToLongFunction<Sample> what) {
        int length = SAMPLES / 4;
        return samples.subList(quarter * length, (quarter + 1) * length).stream()
                .mapToLong(what)
                .min()
                .orElseThrow();
    }

    private static String report(List<Sample> samples) {
        StringBuilder text = new StringBuilder();
        text.append("# Memory over many training iterations\n\n");
        text.append("`benchmarks/soak`: the graph of `FitBenchmark` with a quantum layer, one `fit` and one `output` ");
        text.append("an iteration.\n\n");
        text.append("| iterations | live heap, MB | direct buffers, MB | process, MB |\n|---|---|---|---|\n");
        for (Sample sample : samples) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.2f | %.2f | %.1f |%n",
                    sample.iteration,
                    sample.heap / 1e6,
                    sample.direct / 1e6,
                    sample.process / 1e6));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%nLargest growth from the second quarter of the iterations to the last: %.2f %%; allowed are 2 %%.%n",
                        100 * growth(samples)))
                .toString();
    }
}
