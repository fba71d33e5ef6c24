package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;

/** Vector-Jacobian products, against those of the reference and against its finite differences. */
interface GradientContract {
    int MAX_QUBITS = 5;
    long SEED = 303;
    double STEP = 1e-5;
    /** Truncation h², rounding 1e-16 / h, times a few outputs. */
    double DIFFERENCE_TOLERANCE = 1e-8;

    Engine engine();

    List<Integer> batches();

    @Test
    default void gradientsOfStandardGatesAgreeInEveryPlace() {
        for (StandardGate gate : StandardGate.values()) {
            for (int[] place : RandomCircuits.places(gate.numQubits(), gate.numQubits() + 1)) {
                Circuit circuit = RandomCircuits.withGate(gate.numQubits() + 1, gate, place);
                for (int batch : batches(1, 17)) {
                    assertGradientAgrees(Trial.of(circuit, Measurements.sums(circuit.numQubits(), SEED), batch, SEED));
                }
            }
        }
    }

    @Test
    default void gradientsOfCustomGatesAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            for (Gate gate : RandomCircuits.customGates(numQubits, new Random(SEED))) {
                int[] place = IntStream.range(0, gate.numQubits()).toArray();
                Circuit circuit = RandomCircuits.withGate(numQubits, gate, place);
                assertGradientAgrees(Trial.of(circuit, Measurements.sums(numQubits, SEED), 3, SEED));
            }
        }
    }

    @Test
    default void gradientsOfRandomCircuitsAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofAllGates(numQubits, SEED + numQubits);
            for (int batch : batches()) {
                Measurement measurement = Measurements.all(numQubits, SEED).get(batch % 4);
                assertGradientAgrees(Trial.of(circuit, measurement, batch, SEED));
                assertGradientAgrees(Trial.of(circuit, measurement, batch, SEED).fromRandomStates(SEED));
            }
        }
    }

    @Test
    default void gradientsOfShortCircuitsFromZeroAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            for (int numGates = 1; numGates <= 25; numGates += 2) {
                Circuit circuit = RandomCircuits.fromZero(numQubits, numGates, SEED * numGates + numQubits);
                for (int batch : batches(1, 5, 65)) {
                    Measurement measurement = Measurements.all(numQubits, SEED).get((numGates + batch) % 4);
                    assertGradientAgrees(Trial.of(circuit, measurement, batch, numGates + batch));
                }
            }
        }
    }

    @Test
    default void gradientIsWrittenNotAdded() {
        if (!engine().capabilities().adjoint()) {
            return;
        }
        for (Measurement measurement : Measurements.all(3, SEED)) {
            Trial trial = Trial.of(RandomCircuits.ofAllGates(3, SEED), measurement, 5, SEED + 1)
                    .fromRandomStates(SEED);
            RealView cotangent =
                    RealView.of(RandomCircuits.numbers(5 * trial.numOutputs(), SEED), 5, trial.numOutputs());
            double[] states = RandomCircuits.numbers(5 * 16, SEED);
            EngineGradient gradient = new EngineGradient(trial.angles(), Optional.of(RealView.of(states, 5, 16)));
            Arrays.fill(gradient.angles(), 0.5);
            Program program = trial.compile(engine(), Precision.DOUBLE);
            program.backward(trial.input(), cotangent, gradient);
            double[] angles = gradient.angles().clone();
            double[] once = states.clone();
            program.backward(trial.input(), cotangent, gradient);
            assertArrayEquals(angles, gradient.angles());
            assertArrayEquals(once, states);
            EngineGradient fresh = new EngineGradient(trial.angles(), Optional.of(RealView.of(states, 5, 16)));
            program.backward(trial.input(), cotangent, fresh);
            assertArrayEquals(fresh.angles(), angles);
        }
    }

    @Test
    default void angleGradientsAreFiniteDifferencesOfTheReference() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofStandardGates(numQubits, SEED - numQubits);
            for (Measurement measurement : Measurements.all(numQubits, SEED)) {
                Trial trial = Trial.of(circuit, measurement, 3, SEED);
                double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
                if (engine().capabilities().adjoint()) {
                    double[] found = trial.backward(engine(), Precision.DOUBLE, cotangent)
                            .angles();
                    assertArrayEquals(angleDifferences(trial, cotangent), found, DIFFERENCE_TOLERANCE);
                }
            }
        }
    }

    @Test
    default void stateGradientsAreFiniteDifferencesOfTheReference() {
        if (!engine().capabilities().adjoint() || !engine().capabilities().initialStates()) {
            return;
        }
        for (int numQubits = 1; numQubits <= 4; numQubits++) {
            Circuit circuit = RandomCircuits.ofStandardGates(numQubits, SEED - numQubits);
            for (Measurement measurement : Measurements.all(numQubits, SEED)) {
                Trial trial = Trial.of(circuit, measurement, 2, SEED);
                double[] states = RandomCircuits.numbers(2 * (2 << numQubits), SEED);
                double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
                double[] found = trial.from(states)
                        .backward(engine(), Precision.DOUBLE, cotangent)
                        .states();
                assertArrayEquals(stateDifferences(trial, states, cotangent), found, 10 * DIFFERENCE_TOLERANCE);
            }
        }
    }

    @Test
    default void gradientsAreLinearInTheCotangent() {
        if (!engine().capabilities().adjoint()) {
            return;
        }
        Trial trial = Trial.of(RandomCircuits.ofAllGates(4, SEED), Measurements.sums(4, SEED), 65, SEED);
        double[] a = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), 1);
        double[] twice =
                IntStream.range(0, a.length).mapToDouble(i -> -2 * a[i]).toArray();
        engine().capabilities().tolerances().forEach((precision, tolerance) -> {
            double[] once = trial.backward(engine(), precision, a).angles();
            double[] found = trial.backward(engine(), precision, twice).angles();
            double[] expected = IntStream.range(0, once.length)
                    .mapToDouble(i -> -2 * once[i])
                    .toArray();
            // A factor that is a power of two changes no rounding, and at most the sign of a zero.
            assertArrayEquals(expected, found, Double.MIN_VALUE, precision.name());
            double[] none =
                    trial.backward(engine(), precision, new double[a.length]).angles();
            for (double zero : none) {
                assertEquals(0, zero, precision::name);
            }
        });
    }

    @Test
    default void missingAdjointNamesEngineAndAlternative() {
        if (engine().capabilities().adjoint()) {
            return;
        }
        Trial trial = Trial.of(RandomCircuits.superposition(2, SEED), Measurements.sums(2, SEED), 1, SEED);
        String message = assertThrows(
                        UnsupportedOperationException.class,
                        () -> trial.backward(engine(), Precision.DOUBLE, new double[trial.numOutputs()]))
                .getMessage();
        assertTrue(message.contains("engine " + engine().name() + ": has no adjoint"), message);
        assertTrue(message.contains("parameter-shift"), message);
    }

    private void assertGradientAgrees(Trial trial) {
        double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
        EngineContract.assertGradientAgrees(engine(), trial, cotangent);
    }

    private static double[] angleDifferences(Trial trial, double[] cotangent) {
        Angles angles = trial.angles();
        double[] differences = new double[angles.size()];
        for (int slot = 0; slot < angles.numSlots(); slot++) {
            for (int sample = 0; sample < (angles.isShared(slot) ? 1 : angles.batch()); sample++) {
                double before = loss(trial.at(shifted(angles, slot, sample, -STEP)), cotangent);
                double after = loss(trial.at(shifted(angles, slot, sample, STEP)), cotangent);
                differences[angles.index(slot, sample)] = (after - before) / (2 * STEP);
            }
        }
        return differences;
    }

    private static Angles shifted(Angles angles, int slot, int sample, double shift) {
        Angles copy = angles.slice(0, angles.batch());
        copy.set(slot, sample, angles.get(slot, sample) + shift);
        return copy;
    }

    private static double[] stateDifferences(Trial trial, double[] states, double[] cotangent) {
        return IntStream.range(0, states.length)
                .mapToDouble(i -> {
                    double[] up = states.clone();
                    double[] down = states.clone();
                    up[i] += STEP;
                    down[i] -= STEP;
                    return (loss(trial.from(up), cotangent) - loss(trial.from(down), cotangent)) / (2 * STEP);
                })
                .toArray();
    }

    private static double loss(Trial trial, double[] cotangent) {
        double[] y = trial.forward(EngineContract.REFERENCE, Precision.DOUBLE);
        return IntStream.range(0, y.length)
                .mapToDouble(i -> y[i] * cotangent[i])
                .sum();
    }

    private List<Integer> batches(Integer... wanted) {
        return batches().stream().filter(List.of(wanted)::contains).toList();
    }
}
