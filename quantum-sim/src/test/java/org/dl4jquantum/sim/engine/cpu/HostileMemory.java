package org.dl4jquantum.sim.engine.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.dl4jquantum.sim.math.RealView;

/**
 * Matrices in memory of every kind and layout. Each lies among numbers that nobody may touch. One at a time: the next
 * matrix takes the place of the last.
 */
final class HostileMemory {
    /** Room for a matrix and its strides. */
    static final int CAPACITY = 1 << 16;

    private static final int GUARD = 32;
    private static final float UNTOUCHED = 77;

    private final Random random;
    private final double[] doubles = new double[CAPACITY];
    private final float[] floats = new float[CAPACITY];
    private final ByteBuffer outside = ByteBuffer.allocateDirect(Double.BYTES * CAPACITY);
    private RealView guarded = RealView.of(doubles, 0, 0);

    HostileMemory(Random random) {
        this.random = random;
    }

    /** A matrix that can be read and written: on the heap or not, of either type and byte order, with any strides. */
    RealView matrix(int rows, int columns) {
        int kind = random.nextInt(6);
        ByteOrder order = kind < 5 ? ByteOrder.nativeOrder() : foreign();
        boolean isDouble = random.nextBoolean();
        DoubleBuffer asDoubles = kind == 0
                ? DoubleBuffer.wrap(doubles)
                : outside.duplicate().order(order).asDoubleBuffer();
        FloatBuffer asFloats = kind == 0
                ? FloatBuffer.wrap(floats)
                : outside.duplicate().order(order).asFloatBuffer();
        int[] strides = strides(rows, columns);
        int down = Math.max(rows - 1, 0) * strides[0];
        int across = Math.max(columns - 1, 0) * strides[1];
        int offset = GUARD + random.nextInt(8) - Math.min(down, 0) - Math.min(across, 0);
        guarded = isDouble
                ? RealView.of(asDoubles, rows, columns, offset, strides[0], strides[1])
                : RealView.of(asFloats, rows, columns, offset, strides[0], strides[1]);
        guard();
        return guarded;
    }

    /** A matrix like {@link #matrix} that refuses to be written. */
    RealView readOnly(int rows, int columns) {
        DoubleBuffer buffer = outside.duplicate()
                .order(ByteOrder.nativeOrder())
                .asReadOnlyBuffer()
                .asDoubleBuffer();
        return RealView.of(buffer, rows, columns, GUARD, columns, 1);
    }

    /** A matrix all of whose numbers are one number. */
    RealView single(int rows, int columns) {
        DoubleBuffer buffer = outside.duplicate().order(ByteOrder.nativeOrder()).asDoubleBuffer();
        return RealView.of(buffer, rows, columns, GUARD, 0, 0);
    }

    /** A matrix over the memory of this one, a few numbers further. */
    RealView overlapping(RealView other, int rows, int columns) {
        int offset = Math.max(0, other.offset() - random.nextInt(4));
        return other.memory() instanceof DoubleBuffer buffer
                ? RealView.of(buffer, rows, columns, offset, columns, 1)
                : RealView.of((FloatBuffer) other.memory(), rows, columns, offset, columns, 1);
    }

    /** Numbers in -1..1. */
    RealView filled(int rows, int columns) {
        RealView view = matrix(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                view.set(row, column, 2 * random.nextDouble() - 1);
            }
        }
        return view;
    }

    private static ByteOrder foreign() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private int[] strides(int rows, int columns) {
        return switch (random.nextInt(5)) {
            case 0 -> new int[] {1, Math.max(rows, 1)};
            case 1 -> new int[] {2 * columns + 1, 2};
            case 2 -> new int[] {-columns, 1};
            case 3 -> new int[] {columns, -1};
            default -> new int[] {columns, 1};
        };
    }

    private void guard() {
        for (int i = 0; i < GUARD; i++) {
            set(first() - 1 - i, UNTOUCHED);
            set(last() + 1 + i, UNTOUCHED);
        }
    }

    /** Whether what lies before and behind the last matrix is as it was. */
    boolean isIntact() {
        boolean intact = true;
        for (int i = 0; i < GUARD; i++) {
            intact &= get(first() - 1 - i) == UNTOUCHED && get(last() + 1 + i) == UNTOUCHED;
        }
        return intact;
    }

    private int first() {
        return guarded.offset()
                + Math.min(0, Math.max(guarded.rows() - 1, 0) * guarded.rowStride())
                + Math.min(0, Math.max(guarded.columns() - 1, 0) * guarded.columnStride());
    }

    private int last() {
        return guarded.offset()
                + Math.max(0, Math.max(guarded.rows() - 1, 0) * guarded.rowStride())
                + Math.max(0, Math.max(guarded.columns() - 1, 0) * guarded.columnStride());
    }

    private double get(int at) {
        return guarded.memory() instanceof DoubleBuffer buffer
                ? buffer.get(at)
                : ((FloatBuffer) guarded.memory()).get(at);
    }

    private void set(int at, float value) {
        if (guarded.memory() instanceof DoubleBuffer buffer) {
            buffer.put(at, value);
        } else {
            ((FloatBuffer) guarded.memory()).put(at, value);
        }
    }
}
