package org.dl4jquantum.sim.math;

import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * A strided {@code [rows, columns]} window onto real numbers that live elsewhere: a Java array, or memory outside the
 * heap behind an NIO buffer. Element (r, c) is element {@code offset + r · rowStride + c · columnStride} of the memory.
 * Nothing is copied; writing writes through.
 */
public abstract sealed class RealView {
    private final int rows;
    private final int columns;
    private final int offset;
    private final int rowStride;
    private final int columnStride;

    private RealView(int rows, int columns, int offset, int rowStride, int columnStride, int capacity) {
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("RealView: shape [" + rows + ", " + columns + "] has a negative size");
        }
        long down = (rows - 1L) * rowStride;
        long across = (columns - 1L) * columnStride;
        long first = offset + Math.min(down, 0) + Math.min(across, 0);
        if (rows > 0 && columns > 0 && first < 0) {
            throw new IllegalArgumentException(String.format(
                    "RealView: [%d, %d] at offset %d with strides %d, %d begins at element %d",
                    rows, columns, offset, rowStride, columnStride, first));
        }
        long last = offset + Math.max(down, 0) + Math.max(across, 0);
        if (rows > 0 && columns > 0 && last >= capacity) {
            throw new IllegalArgumentException(String.format(
                    "RealView: [%d, %d] at offset %d with strides %d, %d ends at element %d, the memory has %d",
                    rows, columns, offset, rowStride, columnStride, last, capacity));
        }
    }

    /** A row-major window over the whole of {@code values}. */
    public static RealView of(double[] values, int rows, int columns) {
        return of(DoubleBuffer.wrap(values), rows, columns, 0, columns, 1);
    }

    /** A row-major window over the whole of {@code values}. */
    public static RealView of(float[] values, int rows, int columns) {
        return of(FloatBuffer.wrap(values), rows, columns, 0, columns, 1);
    }

    /** A window over {@code memory}; offset and strides count elements. */
    public static RealView of(DoubleBuffer memory, int rows, int columns, int offset, int rowStride, int columnStride) {
        return new Doubles(memory, rows, columns, offset, rowStride, columnStride);
    }

    /** A window over {@code memory}; offset and strides count elements. */
    public static RealView of(FloatBuffer memory, int rows, int columns, int offset, int rowStride, int columnStride) {
        return new Floats(memory, rows, columns, offset, rowStride, columnStride);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The type of the numbers in memory. */
    public abstract Precision precision();

    /** The memory that was given; its position and limit mean nothing here. */
    public abstract Buffer memory();

    /** Whether native code may work on the memory in place: outside the heap, writable, in the processor's byte order. */
    public abstract boolean isDirect();

    /** Where element (0, 0) lies in the memory. */
    public int offset() {
        return offset;
    }

    /** Elements from one row to the next. */
    public int rowStride() {
        return rowStride;
    }

    /** Elements from one column to the next. */
    public int columnStride() {
        return columnStride;
    }

    /** Whether the numbers lie row by row, without gaps. */
    public boolean isRowMajor() {
        return columnStride == 1 && rowStride == columns;
    }

    public abstract double get(int row, int column);

    public abstract void set(int row, int column, double value);

    /**
     * Reads all numbers, row by row.
     *
     * @param values rows times columns places, or more
     */
    public abstract void read(double[] values);

    /**
     * Writes all numbers, row by row.
     *
     * @param values rows times columns numbers, or more
     */
    public abstract void write(double[] values);

    /**
     * Rows {@code first .. first + count - 1}, over the same memory.
     *
     * @throws IllegalArgumentException if there are no such rows
     */
    public RealView slice(int first, int count) {
        if (first < 0 || count < 0 || count > rows - first) {
            throw new IllegalArgumentException(
                    "RealView: " + count + " rows from row " + first + " on, there are " + rows);
        }
        return over(count, offset + first * rowStride, rowStride, columnStride);
    }

    abstract RealView over(int sliceRows, int sliceOffset, int sliceRowStride, int sliceColumnStride);

    int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }

    private static final class Doubles extends RealView {
        private final DoubleBuffer memory;

        Doubles(DoubleBuffer memory, int rows, int columns, int offset, int rowStride, int columnStride) {
            super(rows, columns, offset, rowStride, columnStride, memory.capacity());
            this.memory = memory;
        }

        @Override
        RealView over(int sliceRows, int sliceOffset, int sliceRowStride, int sliceColumnStride) {
            return new Doubles(memory, sliceRows, columns(), sliceOffset, sliceRowStride, sliceColumnStride);
        }

        @Override
        public Precision precision() {
            return Precision.DOUBLE;
        }

        @Override
        public Buffer memory() {
            return memory;
        }

        @Override
        public boolean isDirect() {
            return memory.isDirect() && !memory.isReadOnly() && memory.order() == ByteOrder.nativeOrder();
        }

        @Override
        public void read(double[] values) {
            if (isRowMajor() && memory.hasArray()) {
                double[] array = memory.array();
                int from = memory.arrayOffset() + offset();
                for (int i = 0; i < rows() * columns(); i++) {
                    values[i] = array[from + i];
                }
                return;
            }
            int next = 0;
            for (int row = 0; row < rows(); row++) {
                int at = index(row, 0);
                for (int column = 0; column < columns(); column++, at += columnStride()) {
                    values[next++] = memory.get(at);
                }
            }
        }

        @Override
        public void write(double[] values) {
            if (isRowMajor() && memory.hasArray()) {
                double[] array = memory.array();
                int to = memory.arrayOffset() + offset();
                for (int i = 0; i < rows() * columns(); i++) {
                    array[to + i] = values[i];
                }
                return;
            }
            int next = 0;
            for (int row = 0; row < rows(); row++) {
                int at = index(row, 0);
                for (int column = 0; column < columns(); column++, at += columnStride()) {
                    memory.put(at, values[next++]);
                }
            }
        }

        @Override
        public double get(int row, int column) {
            return memory.get(index(row, column));
        }

        @Override
        public void set(int row, int column, double value) {
            memory.put(index(row, column), value);
        }
    }

    private static final class Floats extends RealView {
        private final FloatBuffer memory;

        Floats(FloatBuffer memory, int rows, int columns, int offset, int rowStride, int columnStride) {
            super(rows, columns, offset, rowStride, columnStride, memory.capacity());
            this.memory = memory;
        }

        @Override
        RealView over(int sliceRows, int sliceOffset, int sliceRowStride, int sliceColumnStride) {
            return new Floats(memory, sliceRows, columns(), sliceOffset, sliceRowStride, sliceColumnStride);
        }

        @Override
        public Precision precision() {
            return Precision.FLOAT;
        }

        @Override
        public Buffer memory() {
            return memory;
        }

        @Override
        public boolean isDirect() {
            return memory.isDirect() && !memory.isReadOnly() && memory.order() == ByteOrder.nativeOrder();
        }

        @Override
        public void read(double[] values) {
            if (isRowMajor() && memory.hasArray()) {
                float[] array = memory.array();
                int from = memory.arrayOffset() + offset();
                for (int i = 0; i < rows() * columns(); i++) {
                    values[i] = array[from + i];
                }
                return;
            }
            int next = 0;
            for (int row = 0; row < rows(); row++) {
                int at = index(row, 0);
                for (int column = 0; column < columns(); column++, at += columnStride()) {
                    values[next++] = memory.get(at);
                }
            }
        }

        @Override
        public void write(double[] values) {
            if (isRowMajor() && memory.hasArray()) {
                float[] array = memory.array();
                int to = memory.arrayOffset() + offset();
                for (int i = 0; i < rows() * columns(); i++) {
                    array[to + i] = (float) values[i];
                }
                return;
            }
            int next = 0;
            for (int row = 0; row < rows(); row++) {
                int at = index(row, 0);
                for (int column = 0; column < columns(); column++, at += columnStride()) {
                    memory.put(at, (float) values[next++]);
                }
            }
        }

        @Override
        public double get(int row, int column) {
            return memory.get(index(row, column));
        }

        @Override
        public void set(int row, int column, double value) {
            memory.put(index(row, column), (float) value);
        }
    }
}
