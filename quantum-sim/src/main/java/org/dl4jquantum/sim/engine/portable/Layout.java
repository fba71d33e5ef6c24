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
    /** Positions in a row: long enough for vector code, short enough to stay in the first-level cache. */
    private static final int ROW_LENGTH = 128;
    /** Amplitudes of a tile beyond which fewer samples share one. */
    private static final int TILE_AMPLITUDES = 1 << 17;
    /** Amplitudes of a batch below which one core is done before another has begun. */
    private static final int SMALL_BATCH = 1 << 12;
    /** A larger batch makes at least so many tiles, where they still fill a vector with samples. */
    private static final int WANTED_TILES = 2;

    private static final int FEWEST_SAMPLES = 8;

    /** The layout for a batch: depends on nothing else, as it decides the order in which numbers are added. */
    static Layout of(int numQubits, int batch) {
        int fitting = Math.max(1, TILE_AMPLITUDES >> numQubits);
        boolean small = (long) batch << numQubits <= SMALL_BATCH;
        int wanted = small ? ROW_LENGTH : Math.max(FEWEST_SAMPLES, (batch + WANTED_TILES - 1) / WANTED_TILES);
        int samples = Math.max(1, Math.min(Math.min(Math.min(ROW_LENGTH, wanted), fitting), batch));
        int low = Math.min(numQubits, 31 - Integer.numberOfLeadingZeros(ROW_LENGTH / samples));
        return new Layout(numQubits, low, samples);
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
