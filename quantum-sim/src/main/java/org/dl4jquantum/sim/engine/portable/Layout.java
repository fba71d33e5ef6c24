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
    private static final int ROW_LENGTH = 64;
    /** Amplitudes of a tile beyond which fewer samples share one: a state should fit the second-level cache. */
    private static final int TILE_AMPLITUDES = 1 << 18;

    /** The layout for a batch. */
    static Layout of(int numQubits, int batch) {
        int fitting = Math.max(1, TILE_AMPLITUDES >> numQubits);
        int samples = Math.max(1, Math.min(Math.min(ROW_LENGTH, fitting), batch));
        int low = Math.min(numQubits, 31 - Integer.numberOfLeadingZeros(ROW_LENGTH / samples));
        return new Layout(numQubits, low, samples);
    }

    /** Bytes of one state. */
    static long bytes(int numQubits, int batch, Precision precision) {
        Layout layout = of(numQubits, batch);
        long arrayHeader = 16;
        return 2L * layout.numRows() * (arrayHeader + (long) layout.rowLength() * precision.bytes());
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
