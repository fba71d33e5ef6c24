package org.dl4jquantum.sim.engine.library;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;

/**
 * A matrix argument of a call: where native code finds it. The caller's own memory where that is direct, else a copy. The
 * view is held until the release, and its memory with it.
 */
public final class NativeMatrix {
    private final PlanLibrary library;
    private final DirectMemory copy;
    private Optional<RealView> view = Optional.empty();
    private boolean inPlace;
    private long address;
    private long rowStride;
    private long columnStride;
    private boolean isDouble;

    NativeMatrix(PlanLibrary library) {
        this.library = library;
        copy = new DirectMemory(library);
    }

    /** A matrix to be read. */
    void read(RealView source) {
        place(source);
        if (inPlace) {
            return;
        }
        if (!source.isRowMajor()) {
            int position = 0;
            for (int row = 0; row < source.rows(); row++) {
                for (int column = 0; column < source.columns(); column++) {
                    put(position++, source.get(row, column));
                }
            }
        } else if (source.memory() instanceof FloatBuffer floats) {
            copy.floats().put(0, floats, source.offset(), source.rows() * source.columns());
        } else if (source.memory() instanceof DoubleBuffer doubles) {
            copy.doubles().put(0, doubles, source.offset(), source.rows() * source.columns());
        }
    }

    /** A matrix to be written, by the call and then by {@link #written}. */
    void write(RealView target) {
        place(target);
    }

    /** Brings what the call has written to where it belongs. */
    void written() {
        if (inPlace || view.isEmpty()) {
            return;
        }
        RealView target = view.get();
        if (!target.isRowMajor()) {
            int position = 0;
            for (int row = 0; row < target.rows(); row++) {
                for (int column = 0; column < target.columns(); column++) {
                    target.set(row, column, get(position++));
                }
            }
        } else if (target.memory() instanceof FloatBuffer floats) {
            floats.put(target.offset(), copy.floats(), 0, target.rows() * target.columns());
        } else if (target.memory() instanceof DoubleBuffer doubles) {
            doubles.put(target.offset(), copy.doubles(), 0, target.rows() * target.columns());
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
            address = library.address(matrix.memory()) + (long) matrix.offset() * bytes;
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

    /** Of the first element, or 0 where there is no matrix. */
    public long address() {
        return address;
    }

    /** In elements. */
    public long rowStride() {
        return rowStride;
    }

    /** In elements. */
    public long columnStride() {
        return columnStride;
    }

    /** 1 for double, 0 for float. */
    public int isDouble() {
        return isDouble ? 1 : 0;
    }

    long bytesHeld() {
        return copy.bytes().capacity();
    }
}
