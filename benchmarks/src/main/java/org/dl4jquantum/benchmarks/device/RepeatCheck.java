package org.dl4jquantum.benchmarks.device;

import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.math.Precision;

/** The same bits at every repeat: of a call, of a program compiled again, and whether states were kept or not. */
final class RepeatCheck implements Check {
    private static final int REPEATS = 5;

    @Override
    public void run(Findings findings, Conditions conditions) {
        for (Sizes sizes : Sizes.each(conditions.quick())) {
            for (Precision precision : Precision.values()) {
                String what = sizes.workload() + " " + precision;
                Step step = step(sizes, precision, MemoryMode.STORE);
                double[] first = step.run();
                int different = 0;
                for (int repeat = 1; repeat < REPEATS; repeat++) {
                    different += Step.different(first, step.run());
                }
                expect(findings, what + ", " + REPEATS + " calls", different);
                expect(
                        findings,
                        what + ", compiled again",
                        Step.different(
                                first, step(sizes, precision, MemoryMode.STORE).run()));
                expect(
                        findings,
                        what + ", states not kept",
                        Step.different(
                                first,
                                step(sizes, precision, MemoryMode.RECOMPUTE).run()));
            }
        }
    }

    private static Step step(Sizes sizes, Precision precision, MemoryMode memory) {
        return new Step("cuda", precision, sizes.batch(), sizes.qubits(), sizes.layers(), memory);
    }

    private static void expect(Findings findings, String what, int different) {
        findings.check(what, different == 0, different + " numbers have other bits");
    }
}
