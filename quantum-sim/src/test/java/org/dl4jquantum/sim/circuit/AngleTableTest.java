package org.dl4jquantum.sim.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AngleTableTest {
    private static final int BATCH = 3;
    private static final double STEP = 1e-5;
    /** Truncation of cubic polynomials h², rounding 1e-16 / h. */
    private static final double DIFFERENCE_TOLERANCE = 1e-9;

    private static final Angle X0 = Angle.input(0);
    private static final Angle X1 = Angle.input(1);
    private static final Angle W0 = Angle.weight(0);
    private static final Angle W2 = Angle.weight(2);

    /** Weight 1 and input 2 are used by none. */
    private static final Circuit CIRCUIT = Circuit.builder(1)
            .inputs(3)
            .add(StandardGate.RX, X0.times(2), 0)
            .add(StandardGate.RY, W0, 0)
            .add(StandardGate.RZ, W2.times(X1).plus(W0).minus(Angle.constant(0.5)), 0)
            .add(StandardGate.RX, 0.25, 0)
            .add(
                    StandardGate.RX,
                    Angle.constant(Math.PI)
                            .minus(X0)
                            .times(Angle.constant(Math.PI).minus(X1)),
                    0)
            .add(StandardGate.RY, X0.times(X0).times(W2).times(W2), 0)
            .add(StandardGate.RZ, X0.minus(X0), 0)
            .build();

    private static final AngleTable TABLE = new AngleTable(CIRCUIT);
    private static final double[] X = RandomCircuits.numbers(BATCH * 3, 5);
    private static final double[] W = RandomCircuits.numbers(3, 6);

    @Test
    void slotsHaveTheValuesOfTheirAngles() {
        Angles angles = TABLE.evaluate(X, W, BATCH);
        assertEquals(BATCH, angles.batch());
        assertEquals(CIRCUIT.numSlots(), angles.numSlots());
        for (int slot = 0; slot < CIRCUIT.numSlots(); slot++) {
            Angle angle = CIRCUIT.angles().get(slot);
            assertEquals(angle.isShared(), angles.isShared(slot));
            for (int sample = 0; sample < BATCH; sample++) {
                assertEquals(angle.evaluate(inputs(sample), W), angles.get(slot, sample));
            }
        }
    }

    @Test
    void chainIsTheDerivativeOfEveryAngle() {
        Angles angles = TABLE.evaluate(X, W, BATCH);
        double[] angleGradient = RandomCircuits.numbers(angles.size(), 7);
        double[] inputGradient = new double[X.length];
        double[] weightGradient = new double[W.length];
        TABLE.chain(angles, angleGradient, X, W, inputGradient, weightGradient);
        assertArrayEquals(differences(X, angleGradient, true), inputGradient, DIFFERENCE_TOLERANCE);
        assertArrayEquals(differences(W, angleGradient, false), weightGradient, DIFFERENCE_TOLERANCE);
    }

    @Test
    void chainAddsToWhatIsThere() {
        Angles angles = TABLE.evaluate(X, W, BATCH);
        double[] inputGradient =
                IntStream.range(0, X.length).mapToDouble(i -> i).toArray();
        double[] weightGradient = {1, 2, 3};
        TABLE.chain(angles, new double[angles.size()], X, W, inputGradient, weightGradient);
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, inputGradient);
        assertArrayEquals(new double[] {1, 2, 3}, weightGradient);
    }

    @Test
    void sharedSlotsHoldOneValue() {
        Angles angles = new Angles(4, true, false, true);
        assertEquals(6, angles.size());
        angles.set(0, 3, 1);
        angles.set(1, 2, 2);
        assertEquals(1, angles.get(0, 0));
        assertEquals(2, angles.get(1, 2));
        assertEquals(0, angles.get(1, 3));
        assertEquals(5, angles.index(2, 3));
        assertTrue(angles.isShared(2));
        assertFalse(angles.isShared(1));
    }

    @Test
    void slicesKeepTheirSamples() {
        Angles angles = TABLE.evaluate(X, W, BATCH);
        Angles slice = angles.slice(1, 2);
        assertEquals(2, slice.batch());
        for (int slot = 0; slot < CIRCUIT.numSlots(); slot++) {
            assertEquals(angles.get(slot, 1), slice.get(slot, 0));
            assertEquals(angles.get(slot, 2), slice.get(slot, 1));
        }
    }

    /** Central differences of {@code sum angleGradient · angle}. */
    private static double[] differences(double[] variables, double[] angleGradient, boolean inputs) {
        double[] differences = new double[variables.length];
        for (int i = 0; i < variables.length; i++) {
            double[] up = variables.clone();
            double[] down = variables.clone();
            up[i] += STEP;
            down[i] -= STEP;
            double after = inputs ? sum(up, W, angleGradient) : sum(X, up, angleGradient);
            double before = inputs ? sum(down, W, angleGradient) : sum(X, down, angleGradient);
            differences[i] = (after - before) / (2 * STEP);
        }
        return differences;
    }

    private static double sum(double[] x, double[] w, double[] angleGradient) {
        Angles angles = TABLE.evaluate(x, w, BATCH);
        double sum = 0;
        for (int slot = 0; slot < angles.numSlots(); slot++) {
            for (int sample = 0; sample < (angles.isShared(slot) ? 1 : BATCH); sample++) {
                sum += angleGradient[angles.index(slot, sample)] * angles.get(slot, sample);
            }
        }
        return sum;
    }

    private static double[] inputs(int sample) {
        return new double[] {X[3 * sample], X[3 * sample + 1], X[3 * sample + 2]};
    }
}
