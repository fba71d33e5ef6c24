package org.dl4jquantum.sim.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

/** The same numbers, wherever and however they lie in memory. */
class RealViewFunctionTest {
    private static final int BATCH = 5;
    private static final double FLOAT_TOLERANCE = 2e-5;

    private static final QuantumNode NODE = QuantumNode.of(RandomCircuits.withInputs(3, 2, 4, 101), PauliZ.onEach(3));
    private static final double[] X = RandomCircuits.numbers(BATCH * 2, 102);
    private static final double[] W = RandomCircuits.numbers(4, 103);
    private static final double[] DY = RandomCircuits.numbers(BATCH * 3, 104);

    @Test
    void columnsFirstAndPaddedMemoryGiveTheSameBits() {
        CircuitFunction function = NODE.compile(Precision.DOUBLE);
        double[] expected = new Evaluation(function, BATCH, X, W).gradient(DY);
        RealView dx = RealView.of(DoubleBuffer.allocate(40), BATCH, 2, 3, 7, 2);
        RealView dw = RealView.of(DoubleBuffer.allocate(20), 1, 4, 2, 100, 5);
        function.backward(
                fill(RealView.of(DoubleBuffer.allocate(20), BATCH, 2, 1, 1, BATCH), X),
                fill(RealView.of(DoubleBuffer.allocate(10), 1, 4, 1, 4, 2), W),
                fill(RealView.of(DoubleBuffer.allocate(30), BATCH, 3, 0, 1, BATCH), DY),
                dx,
                dw,
                0);
        for (int i = 0; i < X.length; i++) {
            assertEquals(expected[i], dx.get(i / 2, i % 2));
        }
        for (int i = 0; i < W.length; i++) {
            assertEquals(expected[X.length + i], dw.get(0, i));
        }
    }

    @Test
    void outputsAreWrittenWhereTheViewSaysAndNowhereElse() {
        double[] expected = new Evaluation(NODE.compile(Precision.DOUBLE), BATCH, X, W).outputs();
        double[] memory = new double[2 + BATCH * 8];
        RealView y = RealView.of(DoubleBuffer.wrap(memory), BATCH, 3, 2, 8, 2);
        NODE.compile(Precision.DOUBLE).forward(RealView.of(X, BATCH, 2), RealView.of(W, 1, 4), y, 0);
        double[] everywhere = new double[memory.length];
        for (int i = 0; i < expected.length; i++) {
            everywhere[2 + i / 3 * 8 + i % 3 * 2] = expected[i];
        }
        assertArrayEquals(everywhere, memory);
    }

    @Test
    void floatMemoryOutsideTheHeapComesCloseToDouble() {
        CircuitFunction function = NODE.compile(Precision.FLOAT);
        double[] expected = new Evaluation(NODE.compile(Precision.DOUBLE), BATCH, X, W).gradient(DY);
        RealView dx = RealView.of(direct(BATCH * 2), BATCH, 2, 0, 2, 1);
        RealView dw = RealView.of(direct(4), 1, 4, 0, 4, 1);
        function.backward(
                fill(RealView.of(direct(BATCH * 2), BATCH, 2, 0, 2, 1), X),
                fill(RealView.of(direct(4), 1, 4, 0, 4, 1), W),
                fill(RealView.of(direct(BATCH * 3), BATCH, 3, 0, 3, 1), DY),
                dx,
                dw,
                0);
        for (int i = 0; i < X.length; i++) {
            assertEquals(expected[i], dx.get(i / 2, i % 2), FLOAT_TOLERANCE);
        }
        for (int i = 0; i < W.length; i++) {
            assertEquals(expected[X.length + i], dw.get(0, i), FLOAT_TOLERANCE);
        }
    }

    private static RealView fill(RealView view, double[] rowByRow) {
        for (int i = 0; i < rowByRow.length; i++) {
            view.set(i / view.columns(), i % view.columns(), rowByRow[i]);
        }
        return view;
    }

    private static FloatBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
