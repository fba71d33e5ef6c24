package org.dl4jquantum.benchmarks.compare;

import org.dl4jquantum.sim.math.Precision;

/** Makes tasks by the names of workloads. */
final class Tasks {
    private Tasks() {}

    /**
     * Prepares a workload.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Task create(String workload, String engine, Precision precision) {
        return switch (workload) {
            case "W1-layer" -> new LayerTask(engine, precision);
            case "W7a" -> new EpochTask(true, MiddleLayers.textbook(engine));
            case "W7b" -> new EpochTask(false, MiddleLayers.hybrid(engine));
            case "W9" -> new GramTask(engine, precision);
            default ->
                new CircuitTask(
                        Cases.named(workload)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("workload \"" + workload + "\": unknown")),
                        engine,
                        precision);
        };
    }
}
