package org.dl4jquantum.sim.circuit;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Circuit CIRCUIT = Circuit.builder(3)
            .add(StandardGate.H, 2)
            .add(StandardGate.CRX, Angle.input(1), 2, 0)
            .add(StandardGate.U3, List.of(Angle.weight(0), Angle.weight(4), Angle.constant(1)), 1)
            .build();

    @Test
    void countsGrowAsAnglesUseThem() {
        assertEquals(2, CIRCUIT.numInputs());
        assertEquals(5, CIRCUIT.numWeights());
        assertEquals(4, CIRCUIT.numSlots());
        assertEquals(List.of(Angle.input(1), Angle.weight(0), Angle.weight(4), Angle.constant(1)), CIRCUIT.angles());
    }

    @Test
    void declaredInputsAndWeightsNeedNotBeUsed() {
        Circuit circuit = Circuit.builder(1).inputs(7).weights(3).inputs(2).build();
        assertEquals(7, circuit.numInputs());
        assertEquals(3, circuit.numWeights());
    }

    @Test
    void circuitsAreEqualByWhatTheyDo() {
        Circuit same = Circuit.builder(3)
                .add((Template) b -> CIRCUIT.operations().forEach(b::add))
                .build();
        assertEquals(CIRCUIT, same);
        assertEquals(CIRCUIT.hashCode(), same.hashCode());
        assertNotEquals(CIRCUIT, CIRCUIT.inverse());
    }

    @Test
    void circuitsDoNotChangeWithTheListsTheyCameFrom() {
        List<Operation> operations = new ArrayList<>(CIRCUIT.operations());
        Circuit circuit = new Circuit(3, 2, 5, 0, operations);
        operations.clear();
        assertEquals(CIRCUIT, circuit);
        assertThrows(
                UnsupportedOperationException.class, () -> circuit.operations().clear());
    }

    @Test
    void inverseRunsBackwards() {
        Circuit inverse = CIRCUIT.inverse();
        assertEquals(
                List.of(
                        new Operation(
                                StandardGate.U3,
                                List.of(1),
                                List.of(
                                        Angle.weight(0).times(-1),
                                        Angle.constant(-1),
                                        Angle.weight(4).times(-1))),
                        new Operation(
                                StandardGate.CRX,
                                List.of(2, 0),
                                List.of(Angle.input(1).times(-1))),
                        new Operation(StandardGate.H, List.of(2), List.of())),
                inverse.operations());
        assertEquals(CIRCUIT, inverse.inverse());
    }

    @Test
    void loadedAmplitudesHaveNoInverse() {
        assertUnsupported(
                "circuit: loads 3 amplitudes, only a circuit from |0...0> has an inverse",
                () -> Circuit.builder(2).amplitudes(3).build().inverse());
    }

    @Test
    void textShowsOneOperationALine() {
        assertEquals(
                """
                Circuit: 3 qubits, 2 inputs, 5 weights
                H [2]
                CRX(x1) [2, 0]
                U3(w0, w4, 1.0) [1]""",
                CIRCUIT.toString());
    }

    @Test
    void qubitOutsideTheCircuitIsNamedWithItsRole() {
        assertRefused("CNOT: target qubit 5 outside 0..3 (circuit has 4 qubits)", () -> Circuit.builder(4)
                .add(StandardGate.CNOT, 0, 5));
        assertRefused("CNOT: control qubit -1 outside 0..3 (circuit has 4 qubits)", () -> Circuit.builder(4)
                .add(StandardGate.CNOT, -1, 2));
    }

    @Test
    void numbersOfQubitsAndAnglesMustFitTheGate() {
        assertRefused("CNOT: 1 qubits given, 2 needed", () -> Circuit.builder(4).add(StandardGate.CNOT, 1));
        assertRefused("H: 2 qubits given, 1 needed", () -> Circuit.builder(4).add(StandardGate.H, 1, 2));
        assertRefused("Toffoli: qubits [1, 0, 1] repeat, each may occur once", () -> Circuit.builder(4)
                .add(StandardGate.TOFFOLI, 1, 0, 1));
        assertRefused("RX: 0 angles given, 1 needed", () -> Circuit.builder(4).add(StandardGate.RX, 1));
        assertRefused("H: 1 angles given, 0 needed", () -> Circuit.builder(4).add(StandardGate.H, 0.5, 1));
    }

    @Test
    void sizesOutsideTheirRangeAreNamed() {
        assertRefused(
                "circuit: 0 qubits outside 1..32", () -> Circuit.builder(0).build());
        assertRefused(
                "circuit: 33 qubits outside 1..32", () -> Circuit.builder(33).build());
        assertRefused(
                "circuit: 5 amplitudes outside 0..4 (circuit has 2 qubits)",
                () -> Circuit.builder(2).amplitudes(5).build());
        assertRefused(
                "circuit: initial state of 30 qubits, at most 29 are possible",
                () -> Circuit.builder(30).amplitudes(5).build());
        assertRefused("circuit: 3 inputs, but the initial state takes 4", () -> new Circuit(2, 3, 0, 4, List.of()));
        assertRefused(
                "CRX: angle x1 needs 2 inputs and 0 weights, the circuit has 1 and 5",
                () -> new Circuit(3, 1, 5, 0, CIRCUIT.operations()));
        assertRefused(
                "U3: angle w4 needs 0 inputs and 5 weights, the circuit has 2 and 4",
                () -> new Circuit(3, 2, 4, 0, CIRCUIT.operations()));
    }

    @Test
    void amplitudesComeFirst() {
        assertEquals(
                "circuit: amplitudes are loaded first, but 1 operations and 0 inputs are there already",
                assertThrows(
                                IllegalStateException.class,
                                () -> Circuit.builder(2).add(StandardGate.H, 0).amplitudes(4))
                        .getMessage());
    }
}
