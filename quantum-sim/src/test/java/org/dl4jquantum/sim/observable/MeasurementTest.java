package org.dl4jquantum.sim.observable;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void outputsAreCounted() {
        assertEquals(3, PauliZ.onEach(3).numOutputs(3));
        assertEquals(2, PauliZ.on(5, 4, 0).numOutputs(5));
        assertEquals(8, Measurement.probabilities(4, 0, 2).numOutputs(5));
        assertEquals(64, Measurement.stateVector().numOutputs(5));
    }

    @Test
    void pauliZReadsTheListedQubitsInTheirOrder() {
        Expectations measured = (Expectations) PauliZ.on(3, 2, 0);
        assertEquals(List.of(PauliSum.of("IIZ"), PauliSum.of("ZII")), measured.observables());
    }

    @Test
    void listedQubitIsBitOfTheOutcome() {
        Probabilities measured = (Probabilities) Measurement.probabilities(3, 0);
        // Qubit 3 is bit 0 of the outcome, qubit 0 is bit 1.
        assertEquals(0b01, measured.outcome(0b1000));
        assertEquals(0b10, measured.outcome(0b0001));
        assertEquals(0b11, measured.outcome(0b1111));
        assertEquals(0b00, measured.outcome(0b0110));
    }

    @Test
    void whatDoesNotFitTheCircuitIsNamed() {
        assertRefused("observable 1: acts on 2 qubits, the circuit has 3", () -> Measurement.expectations(
                        PauliSum.of("ZII"), PauliSum.of("ZI"))
                .validate(3));
        assertRefused(
                "probabilities: qubit 3 outside 0..2 (circuit has 3 qubits)",
                () -> Measurement.probabilities(0, 3).validate(3));
        assertRefused("probabilities: qubit -1 outside 0..2 (circuit has 3 qubits)", () -> Measurement.probabilities(-1)
                .validate(3));
        assertRefused(
                "state vector: 30 qubits, allowed are at most 29; measure expectations instead",
                () -> Measurement.stateVector().validate(30));
        assertRefused("Pauli Z: qubit 4 outside 0..2 (3 qubits)", () -> PauliZ.on(3, 0, 4));
    }

    @Test
    void impossibleListsAreRefused() {
        assertRefused("expectations: no observables given, at least one is needed", Measurement::expectations);
        assertRefused("probabilities: 0 qubits listed, allowed are 1..26", Measurement::probabilities);
        assertRefused(
                "probabilities: 27 qubits listed, allowed are 1..26",
                () -> Measurement.probabilities(IntStream.range(0, 27).toArray()));
        assertRefused(
                "probabilities: qubits [1, 0, 1] repeat, each may occur once",
                () -> Measurement.probabilities(1, 0, 1));
    }
}
