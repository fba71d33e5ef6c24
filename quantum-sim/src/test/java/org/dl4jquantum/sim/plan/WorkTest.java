package org.dl4jquantum.sim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {

    /** One table of phases from a product state. */
    @Test
    void diagonalsAreCountedPerAmplitude() {
        Circuit.Builder circuit =
                Circuit.builder(2).add(StandardGate.CNOT, 0, 1).add(StandardGate.CZ, 0, 1);
        assertEquals(new Work(4 * (4 + 4 + 2), 4 * (12 + 14 + 6)), work(circuit, Measurement.stateVector()));
    }

    /** A Toffoli gate acts on a quarter of the amplitudes. */
    @Test
    void blocksAreCountedWhereTheirControlsAreOne() {
        Circuit.Builder circuit = Circuit.builder(3)
                .add(StandardGate.CZ, 0, 1)
                .add(StandardGate.TOFFOLI, 0, 1, 2)
                .add(StandardGate.CZ, 0, 1);
        assertEquals(
                new Work(8 * (4 + 4 + 2 + 4 + 2), 8 * (12 + 14 + 6 + 14 + 6)),
                work(circuit, Measurement.stateVector()));
    }

    /**
     * The count that kernels were designed by, {@code 2^n ((L - 1)(8 n + 14) + 31)} for n qubits and L layers: each layer but
     * the first, which is the start, is n rotations and a table of phases.
     */
    @ParameterizedTest
    @CsvSource({"4, 2", "8, 4", "12, 4", "16, 4"})
    void layersAreCountedAsKernelsDoThem(int numQubits, int numLayers) {
        Circuit.Builder circuit = Circuit.builder(numQubits)
                .add(AngleEncoding.ry(numQubits))
                .add(StronglyEntanglingLayers.layers(numLayers));
        double designed = Math.scalb((numLayers - 1) * (8.0 * numQubits + 14) + 31, numQubits);
        assertEquals(1, work(circuit, PauliZ.onEach(numQubits)).gradient() / designed, 0.3);
    }

    private static Work work(Circuit.Builder builder, Measurement measurement) {
        return Work.of(Plan.of(builder.build(), measurement), measurement);
    }
}
