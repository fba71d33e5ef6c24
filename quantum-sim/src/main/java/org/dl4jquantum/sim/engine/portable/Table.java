package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Real numbers [width, length], in double whatever the precision of the states beside them. */
final class Table {
    private final double[][] rows;

    Table(int width, int length) {
        rows = new double[width][length];
    }

    void add(int row, int column, double value) {
        rows[row][column] += value;
    }

    void set(int row, int column, double value) {
        rows[row][column] = value;
    }

    double get(int row, int column) {
        return rows[row][column];
    }

    void clear() {
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    /** The numbers of a row. */
    double[] row(int row) {
        return rows[row];
    }

    /** The numbers of {@code count} rows from {@code first} on. */
    double[][] rows(int first, int count) {
        return Arrays.copyOfRange(rows, first, first + count);
    }
}
