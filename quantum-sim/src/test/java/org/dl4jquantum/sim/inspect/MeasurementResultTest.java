package org.dl4jquantum.sim.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class MeasurementResultTest {
    private static final double EXACT = 1e-12;
    private static final Circuit BELL = Circuit.builder(2)
            .add(StandardGate.H, 0)
            .add(StandardGate.CNOT, 0, 1)
            .build();

    private static MeasurementResult of(QuantumNode node) {
        return MeasurementResult.of(node, new double[0], new double[0]);
    }

    @Test
    void exactValuesHaveNoError() {
        Circuit circuit = Circuit.builder(2)
                .add(StandardGate.RY, Angle.input(0), 0)
                .add(StandardGate.RY, Angle.weight(0), 1)
                .build();
        MeasurementResult result = MeasurementResult.of(
                QuantumNode.of(circuit, PauliZ.onEach(2)), new double[] {0.3}, new double[] {-1.2});
        assertEquals(List.of("⟨Z0⟩", "⟨Z1⟩"), result.labels());
        assertEquals(Math.cos(0.3), result.values().get(0), EXACT);
        assertEquals(Math.cos(1.2), result.values().get(1), EXACT);
        assertEquals(List.of(0.0, 0.0), result.standardErrors());
        assertEquals("exact\n⟨Z0⟩  0.9553\n⟨Z1⟩  0.3624\n", result.toString());
    }

    @Test
    void countsAddUpToTheShots() {
        MeasurementResult result =
                of(QuantumNode.of(BELL, Measurement.probabilities(0, 1)).withShots(1000, 7));
        assertEquals(List.of("00", "01", "10", "11"), result.labels());
        List<Long> counts = result.counts();
        assertEquals(1000, counts.stream().mapToLong(i -> i).sum());
        assertEquals(0, counts.get(1) + counts.get(2));
        double p = result.values().get(0);
        assertEquals(Math.sqrt(p * (1 - p) / 999), result.standardErrors().get(0), EXACT);
        // Five standard deviations of a fair coin thrown a thousand times.
        assertEquals(500, counts.get(0), 5 * Math.sqrt(250));
        assertTrue(result.toString().startsWith("1000 shots\n00  0."), result.toString());
        assertEquals(result, of(result.node()), "seeded");
    }

    @Test
    void labelsNameSums() {
        PauliSum sum = PauliSum.of(Map.of("ZX", 0.5));
        MeasurementResult result = of(QuantumNode.of(BELL, Measurement.expectations(sum)));
        assertEquals(List.of("0.5 ⟨Z0 X1⟩"), result.labels());
    }

    @Test
    void whatHasNoCountsSaysSo() {
        String exact = assertThrows(
                        IllegalStateException.class, () -> of(QuantumNode.of(BELL, Measurement.probabilities(0)))
                                .counts())
                .getMessage();
        assertEquals(
                "measurement result: counts are there for probabilities from shots, these are exact probabilities",
                exact);
        assertThrows(IllegalStateException.class, () -> of(QuantumNode.of(BELL, PauliZ.onEach(2))
                        .withShots(10, 1))
                .counts());
        String state = assertThrows(
                        IllegalArgumentException.class, () -> of(QuantumNode.of(BELL, Measurement.stateVector())))
                .getMessage();
        assertTrue(state.contains("QuantumState.of shows states"), state);
    }
}
