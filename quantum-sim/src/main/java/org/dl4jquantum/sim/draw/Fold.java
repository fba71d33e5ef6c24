package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of a drawing that stand in one row of it.
 *
 * @param first column of the row
 * @param end column after the last
 */
record Fold(int first, int end) {

    /**
     * Cuts columns into rows, as many in each as fit. A column that is wider than a row has a row of its own; a drawing
     * without columns has one empty row.
     *
     * @param widths of the columns
     * @param room width of a row
     */
    static List<Fold> of(int[] widths, int room) {
        List<Fold> rows = new ArrayList<>();
        int first = 0;
        int taken = 0;
        for (int column = 0; column < widths.length; column++) {
            if (column > first && taken + widths[column] > room) {
                rows.add(new Fold(first, column));
                first = column;
                taken = 0;
            }
            taken += widths[column];
        }
        rows.add(new Fold(first, widths.length));
        return rows;
    }
}
