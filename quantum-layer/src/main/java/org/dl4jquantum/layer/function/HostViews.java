package org.dl4jquantum.layer.function;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.HostMemory;
import org.dl4jquantum.sim.math.RealView;
import org.nd4j.linalg.api.ndarray.INDArray;

/** INDArrays as windows on their own memory of the host: views, any strides, 'c' and 'f' order, nothing copied. */
record HostViews(Backend backend) {

    RealView matrix(INDArray array) {
        return window(array, (int) array.size(0), (int) array.size(1), array.stride(0), array.stride(1));
    }

    /** A vector, or a matrix of one row, as one row; an empty array as a row of none. */
    RealView row(INDArray array) {
        if (array.isEmpty()) {
            return RealView.of(new double[0], 1, 0);
        }
        if (array.rank() == 1) {
            return window(array, 1, (int) array.length(), 0, array.stride(0));
        }
        return matrix(array);
    }

    private RealView window(INDArray array, int rows, int columns, long rowStride, long columnStride) {
        int down = Math.toIntExact(rowStride);
        int across = Math.toIntExact(columnStride);
        HostMemory host = backend.hostMemory(array);
        return host.memory() instanceof DoubleBuffer doubles
                ? RealView.of(doubles, rows, columns, host.offset(), down, across)
                : RealView.of((FloatBuffer) host.memory(), rows, columns, host.offset(), down, across);
    }

    /** Tells that arrays have been written, of which an empty one has nothing. */
    void written(INDArray... arrays) {
        for (INDArray array : arrays) {
            if (!array.isEmpty()) {
                backend.hostWritten(array);
            }
        }
    }
}
