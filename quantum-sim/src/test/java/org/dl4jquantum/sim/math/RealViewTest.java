package org.dl4jquantum.sim.math;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class RealViewTest {
    private static final double[] MEMORY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void arraysAreReadRowByRow() {
        assertReads(new double[][] {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {9, 10, 11}}, RealView.of(MEMORY, 4, 3));
        float[] floats = {0, 1, 2, 3};
        assertReads(new double[][] {{0, 1}, {2, 3}}, RealView.of(floats, 2, 2));
        assertEquals(Precision.FLOAT, RealView.of(floats, 2, 2).precision());
        assertEquals(Precision.DOUBLE, RealView.of(MEMORY, 2, 2).precision());
    }

    @Test
    void stridesReachColumnsFirstAndEveryOther() {
        DoubleBuffer memory = DoubleBuffer.wrap(MEMORY);
        assertReads(new double[][] {{0, 3, 6}, {1, 4, 7}, {2, 5, 8}}, RealView.of(memory, 3, 3, 0, 1, 3));
        assertReads(new double[][] {{1, 3}, {7, 9}}, RealView.of(memory, 2, 2, 1, 6, 2));
        assertReads(new double[][] {{5, 5}, {5, 5}}, RealView.of(memory, 2, 2, 5, 0, 0));
    }

    @Test
    void slicesAreRowsOverTheSameMemory() {
        RealView view = RealView.of(DoubleBuffer.wrap(MEMORY.clone()), 3, 2, 1, 4, 2);
        RealView slice = view.slice(1, 2);
        assertReads(new double[][] {{5, 7}, {9, 11}}, slice);
        slice.set(0, 1, -1);
        assertEquals(-1, view.get(1, 1));
        RealView floats = RealView.of(FloatBuffer.wrap(new float[] {0, 1, 2, 3}), 2, 2, 0, 2, 1);
        assertReads(new double[][] {{2, 3}}, floats.slice(1, 1));
    }

    @Test
    void writingReachesMemoryOutsideTheHeap() {
        FloatBuffer memory =
                ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
        RealView.of(memory, 2, 1, 1, 2, 1).set(1, 0, 0.1);
        float[] read = new float[4];
        memory.get(0, read);
        assertArrayEquals(new float[] {0, 0, 0, 0.1f}, read);
    }

    @Test
    void windowBeyondTheMemoryIsNamed() {
        assertRefused(
                "RealView: [4, 3] at offset 1 with strides 3, 1 ends at element 12, the memory has 12",
                () -> RealView.of(DoubleBuffer.wrap(MEMORY), 4, 3, 1, 3, 1));
    }

    @Test
    void windowThatBeginsBeforeTheMemoryIsNamed() {
        assertRefused(
                "RealView: [4, 3] at offset 8 with strides -3, 1 begins at element -1",
                () -> RealView.of(DoubleBuffer.wrap(MEMORY), 4, 3, 8, -3, 1));
        assertRefused(
                "RealView: [2, 2] at offset -1 with strides 2, 1 begins at element -1",
                () -> RealView.of(DoubleBuffer.wrap(MEMORY), 2, 2, -1, 2, 1));
        assertRefused(
                "RealView: shape [-1, 3] has a negative size",
                () -> RealView.of(DoubleBuffer.wrap(MEMORY), -1, 3, 0, 3, 1));
        assertReads(new double[][] {{9, 10, 11}, {6, 7, 8}}, RealView.of(DoubleBuffer.wrap(MEMORY), 2, 3, 9, -3, 1));
    }

    @Test
    void onlyWritableMemoryInNativeOrderOutsideTheHeapIsDirect() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(64);
        FloatBuffer foreign = bytes.order(ByteOrder.BIG_ENDIAN).asFloatBuffer();
        FloatBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        assertEquals(!isLittle, RealView.of(foreign, 1, 1, 0, 1, 1).isDirect());
        assertEquals(isLittle, RealView.of(little, 1, 1, 0, 1, 1).isDirect());
        DoubleBuffer doubles = bytes.order(ByteOrder.nativeOrder()).asDoubleBuffer();
        assertTrue(RealView.of(doubles, 1, 1, 0, 1, 1).isDirect());
        assertFalse(RealView.of(doubles.asReadOnlyBuffer(), 1, 1, 0, 1, 1).isDirect());
        assertFalse(RealView.of(MEMORY, 4, 3).isDirect());
    }

    /** 2^30 rows of three elements on are the beginning again, in arithmetic of 32 bits. */
    @Test
    void rowsThatAreNotThereAreNamed() {
        RealView view = RealView.of(MEMORY, 4, 3);
        assertEquals(0, view.slice(4, 0).rows());
        assertRefused("RealView: 1 rows from row 4 on, there are 4", () -> view.slice(4, 1));
        assertRefused("RealView: 2 rows from row -1 on, there are 4", () -> view.slice(-1, 2));
        assertRefused("RealView: -1 rows from row 0 on, there are 4", () -> view.slice(0, -1));
        assertRefused("RealView: 1 rows from row 1073741824 on, there are 4", () -> view.slice(1 << 30, 1));
    }

    @Test
    void windowsWithoutRowsNeedNoMemory() {
        assertEquals(0, RealView.of(new double[0], 0, 5).rows());
        assertEquals(0, RealView.of(new double[0], 3, 0).columns());
    }

    private static void assertReads(double[][] expected, RealView view) {
        assertEquals(expected.length, view.rows());
        assertEquals(expected[0].length, view.columns());
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                assertEquals(expected[row][column], view.get(row, column));
            }
        }
    }
}
