package org.dl4jquantum.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** Times a task. */
public final class Sampler {
    private static final double NANOS = 1e9;
    /** From so many calls on, the first is left out: it finds the caches as others left them. */
    private static final int ENOUGH = 10;

    private static final int MOST = 10_000;

    private Sampler() {}

    /**
     * Runs without recording until the compilers of the JVM have done their work.
     *
     * @param seconds at least so long; not at all where that is 0 or less
     */
    public static void warmUp(Task task, double seconds) {
        double end = System.nanoTime() + seconds * NANOS;
        while (System.nanoTime() < end) {
            task.run();
        }
    }

    /** Seconds of each call, for so long, of at least one call. */
    public static List<Double> sample(Task task, double seconds) {
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        long now = begin;
        do {
            long start = now;
            task.run();
            now = System.nanoTime();
            times.add((now - start) / NANOS);
        } while (now - begin < seconds * NANOS && times.size() < MOST);
        return times.size() >= ENOUGH ? times.subList(1, times.size()) : times;
    }
}
