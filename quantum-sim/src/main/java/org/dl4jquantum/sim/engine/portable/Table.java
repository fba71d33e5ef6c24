package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Real numbers [width, length], in double whatever the precision of the states beside them. */
final class Table {
    private final int length;
    private final double[] values;

    Table(int width, int length) {
        this.length = length;
        values = new double[Math.multiplyExact(width, length)];
    }

    void add(int row, int column, double value) {
        values[row * length + column] += value;
    }

    void set(int row, int column, double value) {
        values[row * length + column] = value;
    }

    double get(int row, int column) {
        return values[row * length + column];
    }

    void clear() {
        Arrays.fill(values, 0);
    }

    /** The numbers, row by row. */
    double[] values() {
        return values;
    }
}
