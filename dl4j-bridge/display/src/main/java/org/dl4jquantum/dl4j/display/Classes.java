package org.dl4jquantum.dl4j.display;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Classes as numbers, from rows of probabilities or labels. */
final class Classes {
    private static final double EVEN = 0.5;

    private Classes() {}

    /**
     * The class of every row: the column with the largest number, or, of a single column, whether it is above one half.
     *
     * @param who asks, for the message
     * @throws IllegalArgumentException if the array has not two dimensions
     */
    static int[] of(String who, INDArray rows) {
        if (rows == null || rows.rank() != 2) {
            throw new IllegalArgumentException(who + ": outputs of shape "
                    + (rows == null ? "none" : Arrays.toString(rows.shape())) + " received, [n, classes] needed");
        }
        if (rows.columns() == 1) {
            double[] column = rows.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                    .dup()
                    .data()
                    .asDouble();
            return Arrays.stream(column).mapToInt(p -> p > EVEN ? 1 : 0).toArray();
        }
        return rows.argMax(1).toIntVector();
    }

    /** As {@link #of}, for labels. */
    static int[] ofLabels(String who, INDArray labels) {
        if (labels == null || labels.rank() != 2) {
            throw new IllegalArgumentException(who + ": labels of shape "
                    + (labels == null ? "none" : Arrays.toString(labels.shape())) + " received, [n, classes] needed");
        }
        return of(who, labels);
    }
}
