package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.benchmarks.compare.Cases;
import org.dl4jquantum.benchmarks.compare.CircuitCase;
import org.dl4jquantum.benchmarks.compare.CircuitCase.Pass;
import org.dl4jquantum.sim.math.Precision;

/** Times of W1 to W4, at their batches and at a large one, and of W5 and W6, on the engine of the argument. */
final class TimingCheck implements Check {
    private static final double SECONDS = 0.2;
    private static final double QUICK_SECONDS = 0.01;
    private static final List<String> SINGLE = List.of("W5n20", "W5n24", "W6");

    @Override
    public void run(Findings findings, Conditions conditions) {
        Stopwatch watch = new Stopwatch(conditions.argument(), conditions.quick() ? QUICK_SECONDS : SECONDS);
        int failed = 0;
        for (Precision precision : Precision.values()) {
            for (Sizes sizes : sizes(conditions.quick())) {
                for (Pass pass : Pass.values()) {
                    failed += time(findings, conditions, watch, sizes.workload(), sizes.name(), pass, precision);
                }
            }
            for (String single : conditions.quick() ? List.<String>of() : SINGLE) {
                Pass pass = Cases.named(single).orElseThrow().pass();
                failed += time(findings, conditions, watch, single, single, pass, precision);
            }
        }
        findings.check("every workload runs", failed == 0, failed + " have failed; their rows say how");
    }

    /** The batches of the workloads first, should time run out. */
    private static List<Sizes> sizes(boolean quick) {
        List<Sizes> all = new ArrayList<>(Sizes.each(quick));
        if (!quick) {
            Sizes.each(false).forEach(sizes -> all.add(sizes.withBatch(Sizes.LARGE_BATCH)));
        }
        return all;
    }

    private static int time(
            Findings findings,
            Conditions conditions,
            Stopwatch watch,
            String circuit,
            String workload,
            Pass pass,
            Precision precision) {
        CircuitCase of = Cases.named(circuit).orElseThrow();
        ObjectNode label =
                JsonNodeFactory.instance.objectNode().put("workload", workload).put("batch", of.batch());
        if (conditions.left() < 0) {
            findings.note(workload + " at batch " + of.batch() + ", " + precision + ", " + pass + ": no time was left");
            return 0;
        }
        ObjectNode row = watch.time(() -> new CircuitCase(of.node(), of.batch(), pass), precision, label);
        findings.row(row);
        return row.has("error") ? 1 : 0;
    }
}
