package org.dl4jquantum.sim.engine;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.cpu.NativeLibrary;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class EnginesTest {
    private static final Circuit CIRCUIT = RandomCircuits.superposition(3, 1);
    private static final Measurement MEASUREMENT = PauliZ.onEach(3);

    @Test
    void fastestEngineComesFirst() {
        assertEquals(List.of("native", "java", "reference", "strange", "cuda"), Engines.names());
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        String message = "engine \"qpu\": unknown, known are auto, native, java, reference, strange, cuda";
        assertRefused(message, () -> Engines.named("qpu"));
        assertRefused(message, () -> Engines.validateName("qpu"));
        assertRefused(message, () -> Engines.select("qpu", CIRCUIT, MEASUREMENT, Precision.DOUBLE));
        assertRefused(
                "engine \"auto\": unknown, known are auto, native, java, reference, strange, cuda",
                () -> Engines.named("auto"));
        Engines.validateName("auto");
    }

    @Test
    void selectionTakesTheNameOrTheFastest() {
        List<String> present = Engines.names().stream()
                .filter(name -> NativeLibrary.isExpected() || !name.equals("native"))
                // Its own tests bring a driver.
                .filter(name -> !name.equals("cuda"))
                .toList();
        for (String name : present) {
            assertEquals(
                    name,
                    Engines.select(name, CIRCUIT, MEASUREMENT, Precision.FLOAT).name());
        }
        assertEquals(
                present.get(0),
                Engines.select("auto", CIRCUIT, MEASUREMENT, Precision.FLOAT).name());
    }

    @Test
    void selectionRefusesWhatDoesNotFitBeforeItCompiles() {
        assertRefused(
                "observable 0: acts on 2 qubits, the circuit has 3",
                () -> Engines.select("auto", CIRCUIT, PauliZ.onEach(2), Precision.DOUBLE));
        Circuit large = Circuit.builder(11).build();
        assertUnsupported(
                "engine strange: circuit has 11 qubits, at most 10 are possible",
                () -> Engines.select("strange", large, PauliZ.onEach(11), Precision.DOUBLE));
        Circuit loading = Circuit.builder(2).amplitudes(4).build();
        assertUnsupported(
                "engine strange: starts in |0...0> only; engine java takes initial states",
                () -> Engines.select("strange", loading, PauliZ.onEach(2), Precision.DOUBLE));
    }

    @Test
    void autoGivesTheRefusalOfTheFastestPresentWhereNoneIsAble() {
        Circuit large = Circuit.builder(29).build();
        assertUnsupported(
                "engine " + (NativeLibrary.isExpected() ? "native" : "java")
                        + ": circuit has 29 qubits, at most 28 are possible",
                () -> Engines.select("auto", large, PauliZ.on(29, 0), Precision.DOUBLE));
    }

    @Test
    void circuitTooLargeForMemoryNamesTheBytes() {
        long heap = Runtime.getRuntime().maxMemory();
        assertUnsupported(
                "engine greedy: a circuit of 3 qubits in DOUBLE needs 4611686018427387904 bytes, the Java heap may grow"
                        + " to " + heap + "; use fewer qubits, FLOAT, or a larger -Xmx",
                () -> EngineLimits.check(new Greedy(), CIRCUIT, MEASUREMENT, Precision.DOUBLE));
    }

    @Test
    void circuitTooLargeForMemoryOutsideTheHeapNamesItsBytes() {
        Engine engine = new Greedy() {
            @Override
            public long bytesAvailable() {
                return 1000;
            }
        };
        assertUnsupported(
                "engine greedy: a circuit of 3 qubits in DOUBLE needs 4611686018427387904 bytes, there are 1000; use fewer"
                        + " qubits, FLOAT, or a larger machine",
                () -> EngineLimits.check(engine, CIRCUIT, MEASUREMENT, Precision.DOUBLE));
    }

    @Test
    void precisionThatAnEngineLacksIsNamed() {
        assertUnsupported(
                "engine greedy: computes in [DOUBLE], not in FLOAT; engine java computes in both",
                () -> EngineLimits.check(new Greedy(), CIRCUIT, MEASUREMENT, Precision.FLOAT));
    }

    /** An engine that would need more memory than there is. */
    private static class Greedy implements Engine {
        @Override
        public String name() {
            return "greedy";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(Map.of(Precision.DOUBLE, 1e-12), false, false, 4);
        }

        @Override
        public long bytesNeeded(int numQubits, Precision precision) {
            return 1L << 62;
        }

        @Override
        public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
            throw new AssertionError("must be refused before");
        }
    }
}
