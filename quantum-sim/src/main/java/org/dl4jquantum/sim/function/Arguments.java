package org.dl4jquantum.sim.function;

import org.dl4jquantum.sim.math.RealView;

/** Checks of what a caller passes, and its transfer to and from row-major arrays. */
final class Arguments {
    private Arguments() {}

    static void checkShape(String subject, RealView view, int rows, int columns) {
        if (view.rows() != rows || view.columns() != columns) {
            throw new IllegalArgumentException(subject + ": shape [" + view.rows() + ", " + view.columns()
                    + "] received, [" + rows + ", " + columns + "] needed");
        }
    }

    /**
     * Reads row by row.
     *
     * @param place names a number by its column, and its row where there are several
     */
    static void readFinite(String place, RealView view, double[] values) {
        int next = 0;
        for (int row = 0; row < view.rows(); row++) {
            for (int column = 0; column < view.columns(); column++) {
                double value = view.get(row, column);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            String.format(place, column, row) + ": " + value + ", a finite number is needed");
                }
                values[next++] = value;
            }
        }
    }

    static void write(double[] values, RealView view) {
        int next = 0;
        for (int row = 0; row < view.rows(); row++) {
            for (int column = 0; column < view.columns(); column++) {
                view.set(row, column, values[next++]);
            }
        }
    }
}
