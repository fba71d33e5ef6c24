package org.dl4jquantum.layer.function;

import java.util.Arrays;
import org.dl4jquantum.sim.math.RealView;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** INDArrays as windows on their own memory: views, any strides, 'c' and 'f' order, nothing copied. */
final class NDArrayViews {
    private NDArrayViews() {}

    /** Whether the numbers can be read and written in place; others are computed in float and converted. */
    static boolean isDirect(DataType type) {
        return type == DataType.FLOAT || type == DataType.DOUBLE;
    }

    /**
     * A matrix.
     *
     * @throws IllegalArgumentException if the array has another rank, or nothing in it
     */
    static RealView matrix(String subject, INDArray array) {
        if (array.rank() != 2 || array.isEmpty()) {
            throw new IllegalArgumentException(subject + ": shape " + Arrays.toString(array.shape())
                    + " received, a matrix [batch, columns] of at least one sample is needed");
        }
        return window(array, (int) array.size(0), (int) array.size(1), array.stride(0), array.stride(1));
    }

    /** A vector, or a matrix of one row, as one row; an empty array as a row of none. */
    static RealView row(String subject, INDArray array) {
        if (array.isEmpty()) {
            return RealView.of(new double[0], 1, 0);
        }
        if (array.rank() == 1) {
            return window(array, 1, (int) array.length(), 0, array.stride(0));
        }
        return matrix(subject, array);
    }

    private static RealView window(INDArray array, int rows, int columns, long rowStride, long columnStride) {
        int offset = Math.toIntExact(array.offset());
        int down = Math.toIntExact(rowStride);
        int across = Math.toIntExact(columnStride);
        // The buffer spans the whole memory of the array it is a view of; only its position is moved to the view.
        return array.dataType() == DataType.DOUBLE
                ? RealView.of(array.data().asNioDouble(), rows, columns, offset, down, across)
                : RealView.of(array.data().asNioFloat(), rows, columns, offset, down, across);
    }
}
