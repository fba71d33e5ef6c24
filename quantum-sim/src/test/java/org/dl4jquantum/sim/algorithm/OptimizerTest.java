package org.dl4jquantum.sim.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;

/** The ground state of {@code -Z Z - X I / 2} by every optimiser, energy {@code -sqrt(5) / 2}. */
class OptimizerTest {
    private static final double GROUND = -Math.sqrt(1 + 0.25);

    private final QuantumNode node = QuantumNode.of(
            Circuit.builder(2).add(RealAmplitudes.repetitions(1)).build(),
            Measurement.expectations(
                    PauliSum.of("ZZ").times(-1).plus(PauliSum.of("XI").times(-0.5))));
    private final CircuitFunction function = node.compile(Precision.DOUBLE);
    private final MetricTensor metric = new MetricTensor(node);
    private final double[] start = {0.3, -0.4, 0.8, 1.1};

    private double energy(double[] weights) {
        double[] y = new double[1];
        function.forward(
                RealView.of(new double[0], 1, 0),
                RealView.of(weights, 1, 4),
                RealView.of(y, 1, 1),
                RandomKey.INFERENCE);
        return y[0];
    }

    private double[] gradient(double[] weights) {
        double[] dw = new double[4];
        function.backward(
                RealView.of(new double[0], 1, 0),
                RealView.of(weights, 1, 4),
                RealView.of(new double[] {1}, 1, 1),
                RealView.of(new double[0], 1, 0),
                RealView.of(dw, 1, 4),
                RandomKey.INFERENCE);
        return dw;
    }

    private double[] run(Optimizer optimizer, int steps) {
        double[] weights = start;
        for (int step = 0; step < steps; step++) {
            weights = optimizer.step(this::energy, weights, step);
        }
        return weights;
    }

    @Test
    void rotosolveFindsTheMinimumOfEachWeightAtOnce() {
        AtomicInteger calls = new AtomicInteger();
        double[] once = new Rotosolve()
                .step(
                        w -> {
                            calls.incrementAndGet();
                            return energy(w);
                        },
                        start,
                        0);
        assertEquals(1 + 3 * 4, calls.get());
        double[] last = once.clone();
        for (double shift : new double[] {-0.2, 0.2}) {
            last[3] = once[3] + shift;
            assertTrue(energy(last) > energy(once) + 1e-6, "the weight set last is at its minimum");
        }
        assertEquals(GROUND, energy(run(new Rotosolve(), 30)), 1e-6);
    }

    @Test
    void rotosolveNeverMakesAnObjectiveLarger() {
        Objective bumpy = w -> Math.sin(3 * w[0]) + Math.cos(5 * w[1]) * w[0];
        double[] w = {0.4, 0.9};
        for (int step = 0; step < 10; step++) {
            double[] next = new Rotosolve().step(bumpy, w, step);
            assertTrue(bumpy.value(next) <= bumpy.value(w));
            w = next;
        }
    }

    @Test
    void spsaFindsTheMinimumFromTwoValuesAStep() {
        AtomicInteger calls = new AtomicInteger();
        Spsa.seeded(3).step(w -> calls.incrementAndGet(), start, 0);
        assertEquals(2, calls.get());
        assertEquals(GROUND, energy(run(new Spsa(0.4, 0.1, 10, 3), 400)), 1e-2);
    }

    /** With all signs tried, the mean of SPSA's estimates is the gradient. */
    @Test
    void spsaEstimatesTheGradientWithoutBias() {
        double[] mean = new double[4];
        for (int signs = 0; signs < 16; signs++) {
            double[] direction = new double[4];
            for (int i = 0; i < 4; i++) {
                direction[i] = (signs >> i & 1) == 0 ? 1 : -1;
            }
            double slope = Spsa.slope(this::energy, start, direction, 1e-4);
            for (int i = 0; i < 4; i++) {
                mean[i] += slope * direction[i] / 16;
            }
        }
        assertArrayEquals(gradient(start), mean, 1e-6);
    }

    @Test
    void qnSpsaFindsTheMinimum() {
        Optimizer optimizer = new QnSpsa((a, b) -> metric.fidelity(new double[0], a, b), 0.05, 0.05, 0.2, 4);
        assertEquals(GROUND, energy(run(optimizer, 400)), 2e-2);
    }

    @Test
    void qnSpsaTakesNoStepUpwards() {
        QnSpsa bold = new QnSpsa((a, b) -> metric.fidelity(new double[0], a, b), 5, 0.05, 0.01, 4);
        double[] weights = start;
        for (int step = 0; step < 20; step++) {
            double[] next = bold.step(this::energy, weights, step);
            assertTrue(energy(next) <= energy(weights));
            weights = next;
        }
    }

    @Test
    void naturalGradientNeedsFewerStepsThanTheGradient() {
        double[] natural = start;
        double[] plain = start;
        for (int step = 0; step < 12; step++) {
            double[][] g = metric.blockDiagonal(new double[1][0], natural);
            natural = Directions.moved(natural, -0.2, NaturalGradient.direction(g, gradient(natural), 1e-3));
            plain = Directions.moved(plain, -0.2, gradient(plain));
        }
        assertTrue(energy(natural) < GROUND + 0.02, "natural " + energy(natural));
        assertTrue(energy(natural) < energy(plain), energy(natural) + ", " + energy(plain));
    }

    @Test
    void dampedDirectionSolvesItsEquation() {
        double[][] g = {{2, 0.5}, {0.5, 1}};
        double[] d = NaturalGradient.direction(g, new double[] {1, -2}, 0.5);
        assertArrayEquals(new double[] {1, -2}, new double[] {2.5 * d[0] + 0.5 * d[1], 0.5 * d[0] + 1.5 * d[1]}, 1e-12);
        assertEquals(0, NaturalGradient.direction(new double[0][0], new double[0], 1).length);
    }

    @Test
    void oneSeedGivesOneRun() {
        assertArrayEquals(run(Spsa.seeded(9), 5), run(Spsa.seeded(9), 5));
        assertTrue(!Arrays.equals(run(Spsa.seeded(9), 5), run(Spsa.seeded(10), 5)));
        double[] signs = new Directions(1, 2).next(1000);
        double sum = Arrays.stream(signs).sum();
        assertTrue(Arrays.stream(signs).allMatch(s -> Math.abs(s) == 1) && Math.abs(sum) < 120, "sum " + sum);
    }

    @Test
    void weightsGivenAreNotChanged() {
        double[] copy = start.clone();
        for (Optimizer optimizer :
                new Optimizer[] {Spsa.seeded(1), new Rotosolve(), new QnSpsa((a, b) -> 1, 0.1, 0.1, 0.1, 1)}) {
            optimizer.step(w -> new Random(1).nextDouble() + w[0], start, 0);
            assertArrayEquals(copy, start);
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertRefused("SPSA: learning rate 0.0, a positive number is needed", () -> new Spsa(0, 1, 1, 1));
        assertRefused("SPSA: perturbation NaN, a positive number is needed", () -> new Spsa(1, Double.NaN, 1, 1));
        assertRefused("SPSA: stability -1.0, at least 0 is needed", () -> new Spsa(1, 1, -1, 1));
        assertRefused(
                "QNSPSA: regularization -0.5, a positive number is needed",
                () -> new QnSpsa((a, b) -> 1, 1, 1, -0.5, 1));
        assertRefused(
                "natural gradient: damping 0.0, a positive number is needed",
                () -> NaturalGradient.direction(new double[1][1], new double[1], 0));
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
