package org.dl4jquantum.benchmarks.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.math.Precision;

/** Threads that share a program, and threads with programs of their own, get what one thread alone gets. */
final class ThreadCheck implements Check {
    private static final int THREADS = 8;

    @Override
    public void run(Findings findings, Conditions conditions) throws Exception {
        int calls = conditions.quick() ? 2 : 50;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (Sizes sizes : Sizes.each(conditions.quick())) {
            // Some hundred calls of the largest would take all of the time.
            int count = sizes.qubits() > 12 ? Math.min(calls, 5) : calls;
            Step shared = step(sizes);
            double[] alone = shared.run();
            List<Future<Integer>> sharing = new ArrayList<>();
            List<Future<Integer>> owning = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                sharing.add(threads.submit(() -> different(alone, shared, count)));
                owning.add(threads.submit(() -> different(alone, step(sizes), count)));
            }
            expect(findings, sizes.workload() + ", " + THREADS + " threads share a program", sharing);
            expect(findings, sizes.workload() + ", " + THREADS + " threads with programs of their own", owning);
        }
        threads.shutdown();
    }

    private static Step step(Sizes sizes) {
        return new Step("cuda", Precision.FLOAT, sizes.batch(), sizes.qubits(), sizes.layers(), MemoryMode.AUTO);
    }

    private static int different(double[] alone, Step step, int calls) {
        int different = 0;
        for (int call = 0; call < calls; call++) {
            different += Step.different(alone, step.run());
        }
        return different;
    }

    private static void expect(Findings findings, String what, List<Future<Integer>> results) throws Exception {
        int different = 0;
        for (Future<Integer> result : results) {
            different += result.get();
        }
        findings.check(what, different == 0, different + " numbers have other bits");
    }
}
