package org.dl4jquantum.sim.function;

import org.dl4jquantum.sim.math.RealView;

/** Checks of what a caller passes, and its transfer to and from row-major arrays. */
final class Arguments {
    private Arguments() {}

    static void checkShape(String subject, RealView view, int rows, int columns) {
        checkShape(subject, view.rows(), view.columns(), rows, columns);
    }

    static void checkShape(String subject, int givenRows, int givenColumns, int rows, int columns) {
        if (givenRows != rows || givenColumns != columns) {
            throw new IllegalArgumentException(subject + ": shape [" + givenRows + ", " + givenColumns + "] received, ["
                    + rows + ", " + columns + "] needed");
        }
    }

    /** Whether the view has these numbers, row by row. */
    static boolean equal(RealView view, double[] values) {
        if (view.rows() * view.columns() != values.length) {
            return false;
        }
        int next = 0;
        for (int row = 0; row < view.rows(); row++) {
            for (int column = 0; column < view.columns(); column++) {
                if (view.get(row, column) != values[next++]) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Reads row by row.
     *
     * @param place names a number by its column, and its row where there are several
     */
    static void readFinite(String place, RealView view, double[] values) {
        view.read(values);
        int count = view.rows() * view.columns();
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(String.format(place, i % view.columns(), i / view.columns()) + ": "
                        + values[i] + ", a finite number is needed");
            }
        }
    }
}
