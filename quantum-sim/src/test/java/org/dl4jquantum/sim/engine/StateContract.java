package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;

/** Initial states, measurements, and what quantum mechanics says of any circuit. */
interface StateContract {
    int MAX_QUBITS = 6;
    long SEED = 202;

    Engine engine();

    List<Integer> batches();

    @Test
    default void measurementsAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofStandardGates(numQubits, SEED + numQubits);
            for (int batch : batches()) {
                for (Measurement measurement : Measurements.all(numQubits, SEED + batch)) {
                    EngineContract.assertAgrees(engine(), Trial.of(circuit, measurement, batch, SEED + batch));
                }
            }
        }
    }

    @Test
    default void everyOrderOfMarginalsAgrees() {
        Circuit circuit = RandomCircuits.ofStandardGates(4, SEED);
        for (int count = 1; count <= 4; count++) {
            for (int[] qubits : RandomCircuits.places(count, 4)) {
                EngineContract.assertAgrees(engine(), Trial.of(circuit, Measurement.probabilities(qubits), 5, SEED));
            }
        }
    }

    @Test
    default void initialStatesThatAreNotNormalisedAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofStandardGates(numQubits, SEED + numQubits);
            for (int batch : batches()) {
                for (Measurement measurement : Measurements.all(numQubits, SEED)) {
                    EngineContract.assertAgrees(
                            engine(),
                            Trial.of(circuit, measurement, batch, SEED).fromRandomStates(batch));
                }
            }
        }
    }

    @Test
    default void circuitsPreserveTheNorm() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofAllGates(numQubits, SEED - numQubits);
            int[] qubits = IntStream.range(0, numQubits).toArray();
            Trial trial = Trial.of(circuit, Measurement.probabilities(qubits), 7, SEED);
            engine().capabilities().tolerances().forEach((precision, tolerance) -> {
                double[] probabilities = trial.forward(engine(), precision);
                double sum = IntStream.range(0, probabilities.length)
                        .mapToDouble(i -> probabilities[i])
                        .sum();
                assertEquals(trial.batch(), sum, trial.batch() * probabilities.length * tolerance, precision::name);
            });
        }
    }

    @Test
    default void inverseCircuitReturnsToTheStart() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit there = RandomCircuits.ofAllGates(numQubits, SEED + numQubits);
            Trial trial = thereAndBack(there, 3);
            double[] start = new double[3 * (2 << numQubits)];
            for (int sample = 0; sample < 3; sample++) {
                start[sample * (2 << numQubits)] = 1;
            }
            engine().capabilities()
                    .tolerances()
                    .forEach((precision, tolerance) ->
                            assertArrayEquals(start, trial.forward(engine(), precision), tolerance, precision::name));
        }
    }

    @Test
    default void finalStateIsLinearInTheInitialState() {
        if (!engine().capabilities().initialStates()) {
            return;
        }
        Circuit circuit = RandomCircuits.ofAllGates(4, SEED);
        Trial trial = Trial.of(circuit, Measurement.stateVector(), 3, SEED);
        double[] a = RandomCircuits.numbers(3 * 32, 1);
        double[] b = RandomCircuits.numbers(3 * 32, 2);
        engine().capabilities().tolerances().forEach((precision, tolerance) -> {
            double[] fromSum = trial.from(combine(a, 0.5, b, -2)).forward(engine(), precision);
            double[] ofA = trial.from(a).forward(engine(), precision);
            double[] ofB = trial.from(b).forward(engine(), precision);
            assertArrayEquals(combine(ofA, 0.5, ofB, -2), fromSum, 16 * tolerance, precision::name);
        });
    }

    private static double[] combine(double[] a, double factorOfA, double[] b, double factorOfB) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> factorOfA * a[i] + factorOfB * b[i])
                .toArray();
    }

    /** A circuit and its inverse, with the angles that the inverse takes. */
    private static Trial thereAndBack(Circuit there, int batch) {
        List<Operation> operations = new ArrayList<>(there.operations());
        operations.addAll(there.inverse().operations());
        Circuit both = new Circuit(there.numQubits(), 0, there.numWeights(), 0, operations);
        double[] weights = RandomCircuits.numbers(there.numWeights(), SEED);
        return new Trial(
                both,
                Measurement.stateVector(),
                EngineInput.of(new AngleTable(both).evaluate(new double[0], weights, batch)));
    }
}
