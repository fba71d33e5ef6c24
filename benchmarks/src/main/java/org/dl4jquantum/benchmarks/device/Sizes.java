package org.dl4jquantum.benchmarks.device;

import java.util.List;

/**
 * Sizes of a circuit of the family of W1 to W4.
 *
 * @param name of the workload whose qubits and layers these are
 */
record Sizes(String name, int batch, int qubits, int layers) {
    static final int LARGE_BATCH = 4096;

    private static final List<Sizes> ALL = List.of(
            new Sizes("W1", 64, 4, 2),
            new Sizes("W2", 256, 8, 4),
            new Sizes("W3", 64, 12, 4),
            new Sizes("W4", 16, 16, 4));
    private static final List<Sizes> SMALL = List.of(new Sizes("W1", 3, 4, 2), new Sizes("W2", 2, 8, 1));

    /** W1 to W4; or some in which all kernels of small states run, and which a processor does at once. */
    static List<Sizes> each(boolean quick) {
        return quick ? SMALL : ALL;
    }

    Sizes withBatch(int other) {
        return new Sizes(name, other, qubits, layers);
    }

    /** As {@code benchmarks/compare} names them, with an output for each qubit. */
    String workload() {
        return "H," + batch + "," + qubits + "," + layers + "," + qubits;
    }
}
