package org.dl4jquantum.sim.engine.cpu;

import java.util.Optional;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;

/**
 * A matrix argument of a call: where native code finds it. The caller's own memory where that is direct, else a copy. The
 * view is held until the release, and its memory with it.
 */
final class NativeMatrix {
    private final DirectMemory copy = new DirectMemory();
    private Optional<RealView> view = Optional.empty();
    private boolean inPlace;
    private long address;
    private long rowStride;
    private long columnStride;
    private boolean isDouble;

    /** A matrix to be read. */
    void read(RealView source) {
        place(source);
        if (!inPlace) {
            int position = 0;
            for (int row = 0; row < source.rows(); row++) {
                for (int column = 0; column < source.columns(); column++) {
                    put(position++, source.get(row, column));
                }
            }
        }
    }

    /** A matrix to be written, by the call and then by {@link #written}. */
    void write(RealView target) {
        place(target);
    }

    /** Brings what the call has written to where it belongs. */
    void written() {
        if (!inPlace && view.isPresent()) {
            RealView target = view.get();
            int position = 0;
            for (int row = 0; row < target.rows(); row++) {
                for (int column = 0; column < target.columns(); column++) {
                    target.set(row, column, get(position++));
                }
            }
        }
    }

    /** No matrix. */
    void release() {
        view = Optional.empty();
        address = 0;
    }

    private void place(RealView matrix) {
        view = Optional.of(matrix);
        isDouble = matrix.precision() == Precision.DOUBLE;
        inPlace = matrix.isDirect();
        int bytes = matrix.precision().bytes();
        if (inPlace) {
            address = Dlq.address(matrix.memory()) + (long) matrix.offset() * bytes;
            rowStride = matrix.rowStride();
            columnStride = matrix.columnStride();
        } else {
            copy.reserve((long) matrix.rows() * matrix.columns() * bytes);
            address = copy.address();
            rowStride = matrix.columns();
            columnStride = 1;
        }
    }

    private void put(int position, double value) {
        if (isDouble) {
            copy.bytes().putDouble(Double.BYTES * position, value);
        } else {
            copy.bytes().putFloat(Float.BYTES * position, (float) value);
        }
    }

    private double get(int position) {
        return isDouble
                ? copy.bytes().getDouble(Double.BYTES * position)
                : copy.bytes().getFloat(Float.BYTES * position);
    }

    long address() {
        return address;
    }

    long rowStride() {
        return rowStride;
    }

    long columnStride() {
        return columnStride;
    }

    int isDouble() {
        return isDouble ? 1 : 0;
    }

    long bytesHeld() {
        return copy.bytes().capacity();
    }
}
