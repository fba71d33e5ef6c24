package org.dl4jquantum.sim.engine;

import java.util.List;
import java.util.Random;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;

/** Every gate does the same as on the reference, wherever it stands. */
interface GateContract {
    int MAX_QUBITS = 7;
    long SEED = 101;

    Engine engine();

    List<Integer> batches();

    @Test
    default void standardGatesAgreeInEveryPlace() {
        for (StandardGate gate : StandardGate.values()) {
            for (int[] place : RandomCircuits.places(gate.numQubits(), gate.numQubits() + 1)) {
                Circuit circuit = RandomCircuits.withGate(gate.numQubits() + 1, gate, place);
                for (int batch : batches(1, 5, 17, 64)) {
                    EngineContract.assertAgrees(
                            engine(), Trial.of(circuit, Measurement.stateVector(), batch, SEED + batch));
                }
            }
        }
    }

    @Test
    default void customGatesAgreeInOddPlaces() {
        Random random = new Random(SEED);
        for (int numQubits = 1; numQubits <= MAX_QUBITS - 1; numQubits++) {
            for (Gate gate : RandomCircuits.customGates(numQubits, random)) {
                Circuit circuit = RandomCircuits.withGate(numQubits, gate, backwards(gate.numQubits(), numQubits));
                for (int batch : batches(1, 17, 64)) {
                    EngineContract.assertAgrees(engine(), Trial.of(circuit, Measurement.stateVector(), batch, SEED));
                }
            }
        }
    }

    @Test
    default void rotationsAboutLongWordsAgree() {
        for (String word : new String[] {"YYYYY", "XYZYX", "YIIYZ", "ZZZZZ", "IIYII", "IIIII", "XXXXX"}) {
            Circuit circuit = RandomCircuits.withGate(6, CustomGate.pauliRotation(word), 4, 0, 5, 2, 1);
            for (int batch : batches(1, 3, 65)) {
                EngineContract.assertAgrees(engine(), Trial.of(circuit, Measurement.stateVector(), batch, SEED));
            }
        }
    }

    @Test
    default void randomCircuitsAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit circuit = RandomCircuits.ofAllGates(numQubits, SEED + numQubits);
            for (int batch : batches()) {
                EngineContract.assertAgrees(
                        engine(), Trial.of(circuit, Measurement.stateVector(), batch, SEED + batch));
            }
        }
    }

    @Test
    default void shortCircuitsFromZeroAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS - 2; numQubits++) {
            for (int numGates = 1; numGates <= 25; numGates += 2) {
                Circuit circuit = RandomCircuits.fromZero(numQubits, numGates, SEED * numGates + numQubits);
                for (int batch : batches(1, 5, 65)) {
                    for (Measurement measurement : Measurements.all(numQubits, SEED)) {
                        EngineContract.assertAgrees(engine(), Trial.of(circuit, measurement, batch, numGates + batch));
                    }
                }
            }
        }
    }

    @Test
    default void matricesOnNoQubitArePhases() {
        CustomGate phase = CustomGate.unitary(ComplexMatrix.of(Complex.unit(0.7)));
        Circuit circuit = Circuit.builder(2)
                .add(phase)
                .add(phase.controlled(1), 1)
                .add(StandardGate.H, 0)
                .add(StandardGate.H, 1)
                .add(phase.controlled(1), 0)
                .add(phase.controlled(2), 1, 0)
                .add(phase.controlled(1), 1)
                .add(CustomGate.pauliRotation(""), Angle.weight(0))
                .build();
        EngineContract.assertAgrees(engine(), Trial.of(circuit, Measurement.stateVector(), 5, SEED));
    }

    @Test
    default void circuitsWithoutOperationsAgree() {
        for (int numQubits = 1; numQubits <= MAX_QUBITS; numQubits++) {
            Circuit empty = Circuit.builder(numQubits).build();
            EngineContract.assertAgrees(engine(), Trial.of(empty, Measurement.stateVector(), 3, SEED));
        }
    }

    /** Controls on high qubits, targets on low ones. */
    private static int[] backwards(int numGateQubits, int numQubits) {
        int[] place = new int[numGateQubits];
        for (int j = 0; j < numGateQubits; j++) {
            place[j] = numQubits - 1 - j;
        }
        return place;
    }

    private List<Integer> batches(Integer... wanted) {
        return batches().stream().filter(List.of(wanted)::contains).toList();
    }
}
