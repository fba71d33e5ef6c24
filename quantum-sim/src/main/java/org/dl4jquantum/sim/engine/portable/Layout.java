package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.math.Precision;

/**
 * How the amplitudes of a tile lie in rows.
 *
 * @param numQubits qubits of the circuit
 * @param lowQubits k, the lowest qubits, which lie inside a row
 * @param samples samples of a tile
 */
record Layout(int numQubits, int lowQubits, int samples) {
    /** Samples of a row at most: long enough for vector code to pay, and few enough to share a batch among cores. */
    private static final int MOST_SAMPLES = 128;
    /** Where a batch has fewer samples than this, a row also spans low qubits. */
    private static final int FEWEST_SAMPLES = 32;
    /** Positions of such a row. */
    private static final int ROW_LENGTH = 64;
    /** Amplitudes of a tile beyond which fewer samples share one. */
    private static final int TILE_AMPLITUDES = 1 << 18;
    /** Amplitudes of a batch below which one core is done before another has begun. */
    private static final int SMALL_BATCH = 1 << 12;
    /** Qubits from which a tile is work for several cores. */
    private static final int LARGE = 11;
    /** A larger batch makes at least so many tiles, where rows are long enough. */
    private static final int WANTED_TILES = 2;

    /** The layout for a batch: depends on nothing else, as it decides the order in which numbers are added. */
    static Layout of(int numQubits, int batch) {
        int fitting = Math.max(1, TILE_AMPLITUDES >> numQubits);
        boolean small = (long) batch << numQubits <= SMALL_BATCH;
        int share = small || numQubits >= LARGE
                ? batch
                : Math.max(FEWEST_SAMPLES, (batch + WANTED_TILES - 1) / WANTED_TILES);
        int samples = Math.max(1, Math.min(Math.min(MOST_SAMPLES, share), Math.min(fitting, batch)));
        int low = samples < FEWEST_SAMPLES ? 31 - Integer.numberOfLeadingZeros(ROW_LENGTH / samples) : 0;
        return new Layout(numQubits, Math.min(numQubits, low), samples);
    }

    /** Bytes of one state. */
    long bytes(Precision precision) {
        long arrayHeader = 16;
        return 2L * numRows() * (arrayHeader + (long) rowLength() * precision.bytes());
    }

    int numRows() {
        return 1 << (numQubits - lowQubits);
    }

    int rowLength() {
        return samples << lowQubits;
    }

    /** The part of a qubit mask that selects rows. */
    int high(long mask) {
        return (int) (mask >> lowQubits);
    }

    /** The part of a qubit mask that selects positions inside a row. */
    int low(long mask) {
        return (int) mask & ((1 << lowQubits) - 1);
    }
}
