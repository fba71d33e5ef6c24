package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;

/**
 * Rotations of every kind by the angles at which a formula may fail: where a sine or cosine vanishes, close to there, and
 * so far from zero that sums of angles lose digits.
 */
interface AngleContract {
    long SEED = 505;
    double PERIOD = 4 * Math.PI;

    /** Multiples of pi/2, angles beside them, tiny and large ones. */
    double[] CRITICAL = DoubleStream.concat(
                    IntStream.rangeClosed(-4, 9)
                            .mapToDouble(k -> k * Math.PI / 2)
                            .flatMap(angle -> DoubleStream.of(angle, angle - 1e-8, angle + 1e-8)),
                    DoubleStream.of(-0.0, Double.MIN_VALUE, -1e-300, 1e-16, 1000 * Math.PI, 1e6, -1e6, 1e6 + 1e-8))
            .toArray();

    Engine engine();

    @Test
    default void criticalAnglesOfEverySampleAgree() {
        for (Turned turned : Turned.everywhere()) {
            turned.assertAgrees(engine(), turned.ofEverySample());
        }
    }

    @Test
    default void criticalAnglesOfTheWholeBatchAgree() {
        for (Turned turned : Turned.everywhere()) {
            for (int k = 0; k < CRITICAL.length; k++) {
                turned.assertAgrees(engine(), turned.ofTheBatch(k));
            }
        }
    }

    /** Angles of neighbouring gates meet in one formula. */
    @Test
    default void circuitsOfCriticalAnglesAgree() {
        Random random = new Random(SEED);
        for (int numQubits = 1; numQubits <= 4; numQubits++) {
            Circuit circuit = RandomCircuits.ofAllGates(numQubits, SEED + numQubits);
            Turned turned = new Turned(circuit, 0, circuit.numSlots());
            for (int seed = 0; seed < 3; seed++) {
                Angles angles = RandomCircuits.angles(circuit, 9, seed);
                for (int slot = 0; slot < angles.numSlots(); slot++) {
                    for (int sample = 0; sample < angles.batch(); sample++) {
                        angles.set(slot, sample, CRITICAL[random.nextInt(CRITICAL.length)]);
                    }
                }
                turned.assertAgrees(engine(), angles);
            }
        }
    }

    @Test
    default void anglesAPeriodApartAgree() {
        for (Turned turned : Turned.everywhere()) {
            Trial trial = new Trial(turned.circuit, Measurement.stateVector(), EngineInput.of(turned.ofEverySample()));
            Angles later = turned.ofEverySample();
            for (int slot = turned.first; slot < turned.first + turned.count; slot++) {
                for (int sample = 0; sample < later.batch(); sample++) {
                    later.set(slot, sample, later.get(slot, sample) + PERIOD);
                }
            }
            // The sum with the period is rounded where both differ in size.
            double lost = turned.count * Math.ulp(1e6);
            engine().capabilities()
                    .tolerances()
                    .forEach((precision, tolerance) -> assertArrayEquals(
                            trial.forward(engine(), precision),
                            trial.at(later).forward(engine(), precision),
                            2 * tolerance + lost,
                            () -> precision + ", " + turned.circuit));
        }
    }

    /** A circuit, and the slots of it that take critical angles; the others take common ones. */
    final class Turned {
        private final Circuit circuit;
        private final int first;
        private final int count;

        private Turned(Circuit circuit, int first, int count) {
            this.circuit = circuit;
            this.first = first;
            this.count = count;
        }

        /** Every rotation where the circuit begins, and among entanglers. */
        private static List<Turned> everywhere() {
            List<Turned> everywhere = new ArrayList<>();
            for (Gate gate : rotations()) {
                int numQubits = gate.numQubits() + 1;
                Circuit spread = RandomCircuits.superposition(numQubits, SEED);
                Circuit rotated = RandomCircuits.withGate(
                        numQubits,
                        gate,
                        // Backwards, so that no target is where its index says.
                        IntStream.range(0, gate.numQubits())
                                .map(j -> numQubits - 1 - j)
                                .toArray());
                List<Operation> operations = new ArrayList<>(rotated.operations());
                Operation rotation = operations.remove(operations.size() - 1);
                List<Operation> starting = new ArrayList<>(List.of(rotation));
                starting.addAll(operations);
                everywhere.add(new Turned(renumbered(numQubits, starting), 0, gate.numParameters()));
                List<Operation> among = new ArrayList<>(rotated.operations());
                among.addAll(spread.operations());
                everywhere.add(new Turned(renumbered(numQubits, among), spread.numSlots(), gate.numParameters()));
            }
            return everywhere;
        }

        private static Circuit renumbered(int numQubits, List<Operation> operations) {
            int weights = operations.stream()
                    .mapToInt(operation -> operation.gate().numParameters())
                    .sum();
            return new Circuit(numQubits, 0, weights, 0, operations);
        }

        private static List<Gate> rotations() {
            List<Gate> rotations = new ArrayList<>();
            for (StandardGate gate : StandardGate.values()) {
                if (gate.numParameters() > 0) {
                    rotations.add(gate);
                }
            }
            for (String word : List.of("XX", "YZ", "ZX", "XYZ", "YYY", "ZZZ", "XIZY")) {
                rotations.add(CustomGate.pauliRotation(word));
            }
            rotations.add(CustomGate.pauliRotation("Y").controlled(2));
            rotations.add(CustomGate.pauliRotation("XZ").controlled(1));
            rotations.add(CustomGate.pauliRotation("").controlled(3));
            return rotations;
        }

        /** One sample for each critical angle; several slots of a gate take different ones. */
        private Angles ofEverySample() {
            boolean[] shared = new boolean[circuit.numSlots()];
            Arrays.fill(shared, true);
            Arrays.fill(shared, first, first + count, false);
            Angles angles = common(CRITICAL.length, shared);
            for (int slot = first; slot < first + count; slot++) {
                for (int sample = 0; sample < angles.batch(); sample++) {
                    angles.set(slot, sample, critical(sample, slot));
                }
            }
            return angles;
        }

        /** Two samples that share all angles, the k-th critical one among them. */
        private Angles ofTheBatch(int k) {
            boolean[] shared = new boolean[circuit.numSlots()];
            Arrays.fill(shared, true);
            Angles angles = common(2, shared);
            for (int slot = first; slot < first + count; slot++) {
                angles.set(slot, 0, critical(k, slot));
            }
            return angles;
        }

        private double critical(int k, int slot) {
            return CRITICAL[(k + 5 * (slot - first)) % CRITICAL.length];
        }

        private static Angles common(int batch, boolean[] shared) {
            Angles angles = new Angles(batch, shared);
            double[] values = RandomCircuits.numbers(shared.length, SEED);
            for (int slot = 0; slot < shared.length; slot++) {
                if (shared[slot]) {
                    angles.set(slot, 0, Math.PI * values[slot]);
                }
            }
            return angles;
        }

        private void assertAgrees(Engine engine, Angles angles) {
            EngineContract.assertAgrees(engine, new Trial(circuit, Measurement.stateVector(), EngineInput.of(angles)));
            Trial trial = new Trial(circuit, Measurements.sums(circuit.numQubits(), SEED), EngineInput.of(angles));
            double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
            EngineContract.assertGradientAgrees(engine, trial, cotangent);
        }
    }
}
