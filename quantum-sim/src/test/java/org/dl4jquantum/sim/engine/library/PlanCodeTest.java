package org.dl4jquantum.sim.engine.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.dl4jquantum.sim.plan.Plan;
import org.junit.jupiter.api.Test;

/** Words and reals, as dlq.h describes them. */
class PlanCodeTest {

    @Test
    void gatesInFrontOfTheFirstCouplingAreInTheStart() {
        PlanCode code = code(
                Circuit.builder(2)
                        .add(StandardGate.RY, Angle.weight(0), 0)
                        .add(StandardGate.RX, Angle.weight(1), 1)
                        .build(),
                PauliZ.on(2, 1));
        assertArrayEquals(words("2 2 1", "1, 1 0 0", "1, 0 1 1", "0", "0 1 1, 0 0 2 0 2"), code.words());
        assertArrayEquals(new double[] {0.5, 0.5, 1}, code.reals());
    }

    @Test
    void rotationsTurnByHalfTheAngle() {
        PlanCode code = code(
                loading(2)
                        .add(StandardGate.RX, Angle.weight(0), 1)
                        .add(StandardGate.RY, Angle.weight(1), 0)
                        .build(),
                Measurement.stateVector());
        assertArrayEquals(words("2 2 0 2", "0 2 0 0 0 0", "0 1 1 1 1 1", "2 1 0 2 0"), code.words());
        assertArrayEquals(new double[] {0.5, 0.5}, code.reals());
    }

    @Test
    void constantsHaveSlotMinusOne() {
        PlanCode code = code(loading(1).add(StandardGate.Z, 0).build(), Measurement.stateVector());
        assertArrayEquals(words("1 0 0 1", "1 2, 0 -1 0, 1 -1 1", "2 1 0"), code.words());
        assertArrayEquals(new double[] {-Math.PI / 2, Math.PI / 2}, code.reals(), 1e-15);
    }

    @Test
    void diagonalRotationsMerge() {
        PlanCode code = code(
                loading(2)
                        .add(StandardGate.RZ, Angle.weight(0), 0)
                        .add(StandardGate.ISING_ZZ, Angle.weight(1), 0, 1)
                        .build(),
                Measurement.stateVector());
        assertArrayEquals(words("2 2 0 1", "1 2, 1 0 0, 3 1 1", "2 1 0 2 0"), code.words());
    }

    /** Behind CNOT(0, 1) and X(1) the qubits are 0 and not 0 xor 1, and flipping qubit 0 flips both bits. */
    @Test
    void qubitsAreStoredWhereTheFrameSays() {
        PlanCode code = code(
                loading(2)
                        .add(StandardGate.CNOT, 0, 1)
                        .add(StandardGate.X, 1)
                        .add(StandardGate.RX, Angle.weight(0), 0)
                        .build(),
                Measurement.probabilities(1, 0));
        assertArrayEquals(words("2 1 0 1", "0 3 0 0 0 0", "1 2, 3 1, 1 0"), code.words());
    }

    @Test
    void blocksListTargetsThenControlsAndTheirMatrixRowByRow() {
        double half = Math.sqrt(0.5);
        PlanCode code = code(
                loading(2)
                        .add(CustomGate.unitary(StandardGate.H.matrix()).controlled(1), 1, 0)
                        .build(),
                Measurement.stateVector());
        assertArrayEquals(words("2 0 0 1", "2 1 1, 1 1 0, 2 2 0, 0", "2 1 0 2 0"), code.words());
        assertArrayEquals(new double[] {half, 0, half, 0, half, 0, -half, 0}, code.reals(), 1e-15);
    }

    @Test
    void realsOfTermsFollowThoseOfOperations() {
        PlanCode code = code(
                loading(2).add(StandardGate.RX, Angle.weight(0), 0).build(),
                Measurement.expectations(
                        PauliSum.of("ZI").times(2), PauliSum.of("IY").times(3)));
        assertArrayEquals(words("2 1 0 1", "0 1 0 0 0 0", "0 2 2, 0 0 1 0 1, 1 2 2 1 2"), code.words());
        assertArrayEquals(new double[] {0.5, 2, 3}, code.reals());
    }

    private static PlanCode code(Circuit circuit, Measurement measurement) {
        return new PlanCode(Plan.of(circuit, measurement), circuit.numSlots(), measurement);
    }

    private static Circuit.Builder loading(int numQubits) {
        return Circuit.builder(numQubits).amplitudes(1 << numQubits);
    }

    private static long[] words(String... parts) {
        return Arrays.stream(String.join(" ", parts).replace(",", "").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
