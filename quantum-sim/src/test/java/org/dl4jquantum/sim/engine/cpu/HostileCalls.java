package org.dl4jquantum.sim.engine.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;

/**
 * A campaign of hostile calls: {@code HostileCalls CALLS SEED}. The process dies, or ends with status 1, where a call
 * crashes, throws what it must not, writes beside its result, or where memory is not given back; else a report in
 * Markdown is printed.
 */
final class HostileCalls {
    private static final int THREADS = 4;
    private static final int ROUNDS = 10;
    private static final int SUBJECTS = 32;
    /** Rounds after which the heap and the allocator of the system have grown as far as they will. */
    private static final int WARM = ROUNDS / 2;

    private static final long MEGABYTE = 1 << 20;
    /** What the system's allocator may keep of freed memory: it comes to rest at about as much again. */
    private static final long MOST_GROWTH = 128 * MEGABYTE;

    private final long calls;
    private final long seed;
    private final List<Map<HostileCaller.Kind, HostileCaller.Count>> counts = new ArrayList<>();
    private final List<Long> residentBytes = new ArrayList<>();

    private HostileCalls(long calls, long seed) {
        this.calls = calls;
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        Dlq.requireLibrary();
        HostileCalls campaign = new HostileCalls(Long.parseLong(args[0]), Long.parseLong(args[1]));
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            campaign.run(round);
        }
        System.out.print(campaign.report((System.nanoTime() - start) / 1e9));
        long grown = campaign.residentBytes.get(ROUNDS - 1) - campaign.residentBytes.get(WARM - 1);
        if (grown > MOST_GROWTH) {
            throw new AssertionError("resident memory grew by " + grown + " bytes after round " + WARM);
        }
    }

    /** Threads and programs of its own, all of them gone at its end. */
    private void run(int round) throws Exception {
        long before = Dlq.scratchBytes();
        Random random = new Random(seed + round);
        AtomicReferenceArray<HostileSubject> subjects = new AtomicReferenceArray<>(SUBJECTS);
        for (int i = 0; i < SUBJECTS; i++) {
            subjects.set(i, HostileSubject.random(random));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            HostileCaller caller = new HostileCaller(subjects, random.nextLong());
            counts.add(caller.counts());
            running.add(threads.submit(() -> caller.run(calls / ROUNDS / THREADS)));
        }
        threads.shutdown();
        for (Future<?> thread : running) {
            thread.get();
        }
        for (int i = 0; i < SUBJECTS; i++) {
            subjects.set(i, null);
        }
        for (int i = 0; i < 100 && Dlq.scratchBytes() > before; i++) {
            System.gc();
            Thread.sleep(20);
        }
        if (Dlq.scratchBytes() > before) {
            throw new AssertionError(Dlq.scratchBytes() - before + " bytes of scratch memory are not given back");
        }
        residentBytes.add(residentBytes());
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private String report(double seconds) {
        StringBuilder report = new StringBuilder("# Hostile calls of engine `native`\n\n");
        report.append(String.format(
                Locale.ROOT,
                "%,d calls by %d threads at a time, seed %d, %.0f s, Java %s, instruction sets %s.%n",
                counts.stream()
                        .flatMap(ofCaller -> ofCaller.values().stream())
                        .mapToLong(count -> count.accepted + count.refused)
                        .sum(),
                THREADS,
                seed,
                seconds,
                System.getProperty("java.version"),
                Variant.present()));
        report.append("No crash; no exception but refusals; nothing written beside a result.\n\n");
        report.append("| calls | answered | refused |\n|---|---:|---:|\n");
        for (HostileCaller.Kind kind : HostileCaller.Kind.values()) {
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d |%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    counts.stream()
                            .mapToLong(ofCaller -> ofCaller.get(kind).accepted)
                            .sum(),
                    counts.stream()
                            .mapToLong(ofCaller -> ofCaller.get(kind).refused)
                            .sum()));
        }
        report.append("\nScratch memory after each tenth, when no program was left: 0 bytes more than before.\n");
        report.append("Resident memory of the process then, in MB: ")
                .append(residentBytes.stream()
                        .map(bytes -> String.valueOf(bytes / MEGABYTE))
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        return report.toString();
    }
}
