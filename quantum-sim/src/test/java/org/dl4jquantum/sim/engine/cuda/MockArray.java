package org.dl4jquantum.sim.engine.cuda;

import org.dl4jquantum.sim.math.DeviceView;
import org.dl4jquantum.sim.math.Precision;

/** A matrix in the memory of the device that is none, column by column, with a gap behind each number. */
final class MockArray implements AutoCloseable {
    private static final int GAP = 2;

    private final int rows;
    private final int columns;
    private final Precision precision;
    private final MockMemory memory;

    MockArray(Precision precision, int rows, int columns) {
        this.precision = precision;
        this.rows = rows;
        this.columns = columns;
        memory = new MockMemory((long) GAP * rows * columns * precision.bytes());
    }

    static MockArray of(Precision precision, int rows, int columns, double... values) {
        MockArray array = new MockArray(precision, rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            array.set(i / columns, i % columns, values[i]);
        }
        return array;
    }

    DeviceView view() {
        return new DeviceView(memory.address(), precision, rows, columns, GAP, (long) GAP * rows);
    }

    void set(int row, int column, double value) {
        long at = at(row, column);
        if (precision == Precision.DOUBLE) {
            memory.pointer().setDouble(at, value);
        } else {
            memory.pointer().setFloat(at, (float) value);
        }
    }

    /** Row by row. */
    double[] values() {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            long at = at(i / columns, i % columns);
            values[i] = precision == Precision.DOUBLE
                    ? memory.pointer().getDouble(at)
                    : memory.pointer().getFloat(at);
        }
        return values;
    }

    private long at(int row, int column) {
        return (long) precision.bytes() * GAP * (row + (long) rows * column);
    }

    @Override
    public void close() {
        memory.close();
    }
}
