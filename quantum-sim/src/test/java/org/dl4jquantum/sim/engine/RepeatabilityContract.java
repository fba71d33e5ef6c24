package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.junit.jupiter.api.Test;

/** The same call gives the same bits, however often and on however many threads. */
interface RepeatabilityContract {
    int THREADS = 8;
    int CALLS = 16;
    long SEED = 404;

    Engine engine();

    List<Integer> batches();

    @Test
    default void repeatedCallsGiveTheSameBits() {
        for (Precision precision : engine().capabilities().precisions()) {
            for (Trial trial : trials()) {
                Program program = trial.compile(engine(), precision);
                double[] first = trial.forward(program, precision);
                assertArrayEquals(first, trial.forward(program, precision), precision::name);
                assertArrayEquals(first, trial.forward(engine(), precision), precision::name);
                if (engine().capabilities().adjoint()) {
                    double[] cotangent = cotangent(trial);
                    assertArrayEquals(
                            trial.backward(program, cotangent).angles(),
                            trial.backward(program, cotangent).angles(),
                            precision::name);
                }
            }
        }
    }

    /** A sample that is not finite gives numbers that are not; its neighbours and later calls never see them. */
    @Test
    default void badSampleSpoilsNoOther() {
        Circuit circuit = RandomCircuits.ofAllGates(3, SEED);
        for (int batch : batches()) {
            Trial good = Trial.of(circuit, Measurements.sums(3, SEED), batch, 3 * SEED + 1);
            Angles angles = good.angles().slice(0, batch);
            for (int slot = 0; slot < angles.numSlots(); slot++) {
                if (!angles.isShared(slot)) {
                    angles.set(slot, batch / 2, Double.NaN);
                }
            }
            for (Precision precision : engine().capabilities().precisions()) {
                Program program = good.compile(engine(), precision);
                double[] expected = good.forward(good.compile(engine(), precision), precision);
                double[] spoilt = good.at(angles).forward(program, precision);
                for (int i = 0; i < expected.length; i++) {
                    boolean bad = i / good.numOutputs() == batch / 2;
                    assertEquals(bad ? Double.NaN : expected[i], spoilt[i]);
                }
                assertArrayEquals(expected, good.forward(program, precision));
                if (engine().capabilities().adjoint()) {
                    double[] gradient =
                            good.backward(engine(), precision, cotangent(good)).angles();
                    good.at(angles).backward(program, cotangent(good));
                    assertArrayEquals(
                            gradient, good.backward(program, cotangent(good)).angles());
                }
            }
        }
    }

    @Test
    default void threadsThatShareAProgramGetTheSameBits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Precision precision : engine().capabilities().precisions()) {
                for (Trial trial : trials()) {
                    assertThreadsAgree(threads, precision, trial);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertThreadsAgree(ExecutorService threads, Precision precision, Trial trial) throws Exception {
        Program program = trial.compile(engine(), precision);
        boolean adjoint = engine().capabilities().adjoint();
        double[] forward = trial.forward(trial.compile(engine(), precision), precision);
        double[] backward =
                adjoint ? trial.backward(engine(), precision, cotangent(trial)).angles() : new double[0];
        List<Future<double[]>> answers = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            boolean isForward = call % 2 == 0 || !adjoint;
            answers.add(threads.submit(() -> isForward
                    ? trial.forward(program, precision)
                    : trial.backward(program, cotangent(trial)).angles()));
        }
        for (int call = 0; call < CALLS; call++) {
            boolean isForward = call % 2 == 0 || !adjoint;
            assertArrayEquals(isForward ? forward : backward, answers.get(call).get(), precision::name);
        }
    }

    private static double[] cotangent(Trial trial) {
        return RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
    }

    private List<Trial> trials() {
        int largest = Collections.max(batches());
        return List.of(
                Trial.of(RandomCircuits.ofAllGates(4, SEED), Measurements.sums(4, SEED), largest, SEED),
                Trial.of(RandomCircuits.ofAllGates(5, SEED), Measurements.marginals(5, SEED), 3, SEED));
    }
}
