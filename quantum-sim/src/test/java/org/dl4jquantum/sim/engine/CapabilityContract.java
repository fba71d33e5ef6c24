package org.dl4jquantum.sim.engine;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

/** An engine is what it states, and refuses the rest by name and value. */
interface CapabilityContract {
    Engine engine();

    @Test
    default void engineIsFoundByItsName() {
        assertEquals(engine().name(), Engines.named(engine().name()).name());
        assertTrue(Engines.names().contains(engine().name()));
    }

    @Test
    default void toleranceOfEveryPrecisionIsStated() {
        assertFalse(engine().capabilities().precisions().isEmpty());
        engine().capabilities()
                .tolerances()
                .forEach((precision, tolerance) ->
                        assertTrue(tolerance > 0 && tolerance <= 1e-4, precision + " " + tolerance));
    }

    @Test
    default void memoryGrowsWithTheCircuit() {
        for (Precision precision : engine().capabilities().precisions()) {
            for (int numQubits = 1; numQubits < engine().capabilities().maxQubits(); numQubits++) {
                long smaller = engine().bytesNeeded(numQubits, precision);
                long larger = engine().bytesNeeded(numQubits + 1, precision);
                assertTrue(smaller > 0 && larger > smaller, numQubits + " qubits: " + smaller + ", then " + larger);
            }
        }
    }

    @Test
    default void precisionThatLacksIsNamed() {
        for (Precision precision : Precision.values()) {
            if (!engine().capabilities().precisions().contains(precision)) {
                String message = refusal(3, PauliZ.onEach(3), precision);
                assertTrue(message.contains("not in " + precision), message);
            }
        }
    }

    @Test
    default void tooManyQubitsAreNamedWithTheLimit() {
        int limit = engine().capabilities().maxQubits();
        if (limit < Circuit.MAX_QUBITS) {
            Precision precision =
                    engine().capabilities().precisions().iterator().next();
            String message = refusal(limit + 1, PauliZ.on(limit + 1, 0), precision);
            assertEquals(
                    "engine " + engine().name() + ": circuit has " + (limit + 1) + " qubits, at most " + limit
                            + " are possible",
                    message);
        }
    }

    @Test
    default void measurementThatDoesNotFitIsNamed() {
        Precision precision = engine().capabilities().precisions().iterator().next();
        Circuit circuit = RandomCircuits.superposition(3, 1);
        String observable = assertThrows(
                        IllegalArgumentException.class, () -> engine().compile(circuit, PauliZ.onEach(4), precision))
                .getMessage();
        assertEquals("observable 0: acts on 4 qubits, the circuit has 3", observable);
        String qubit = assertThrows(IllegalArgumentException.class, () -> engine().compile(
                                circuit, Measurement.probabilities(1, 3), precision))
                .getMessage();
        assertEquals("probabilities: qubit 3 outside 0..2 (circuit has 3 qubits)", qubit);
    }

    @Test
    default void inputThatDoesNotFitIsNamed() {
        Precision precision = engine().capabilities().precisions().iterator().next();
        Circuit circuit = RandomCircuits.superposition(2, 1);
        Program program = engine().compile(circuit, PauliZ.onEach(2), precision);
        RealView outputs = RealView.of(new double[6], 3, 2);
        assertRefused(
                "angles: 2 slots given, the circuit has 7",
                () -> program.forward(EngineInput.of(new Angles(3, true, false)), outputs));
        Trial trial = Trial.of(circuit, PauliZ.onEach(2), 3, 1);
        assertRefused(
                "initial states: given, but the circuit starts in |0...0>",
                () -> program.forward(trial.fromRandomStates(1).input(), outputs));
        if (engine().capabilities().initialStates()) {
            Trial loading = trial.fromRandomStates(1);
            Program loadingProgram = loading.compile(engine(), precision);
            assertRefused(
                    "initial states: none given, but the circuit takes 4 amplitudes",
                    () -> loadingProgram.forward(trial.input(), outputs));
            EngineInput tooFew = new EngineInput(
                    trial.angles(),
                    Optional.of(RealView.of(new double[16], 2, 8)),
                    trial.input().key());
            assertRefused(
                    "initial states: shape [2, 8] given, [3, 8] needed", () -> loadingProgram.forward(tooFew, outputs));
        }
    }

    private String refusal(int numQubits, Measurement measurement, Precision precision) {
        Circuit circuit = Circuit.builder(numQubits).build();
        return assertThrows(
                        UnsupportedOperationException.class, () -> engine().compile(circuit, measurement, precision))
                .getMessage();
    }
}
