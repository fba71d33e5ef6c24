package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
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

    private String refusal(int numQubits, Measurement measurement, Precision precision) {
        Circuit circuit = Circuit.builder(numQubits).build();
        return assertThrows(
                        UnsupportedOperationException.class, () -> engine().compile(circuit, measurement, precision))
                .getMessage();
    }
}
