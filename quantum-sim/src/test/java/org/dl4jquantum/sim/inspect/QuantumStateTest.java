package org.dl4jquantum.sim.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.api.Test;

class QuantumStateTest {
    private static final double EXACT = 1e-12;
    private static final double HALF = Math.sqrt(0.5);

    private static void assertBloch(double x, double y, double z, BlochVector bloch) {
        assertEquals(x, bloch.x(), EXACT, "x");
        assertEquals(y, bloch.y(), EXACT, "y");
        assertEquals(z, bloch.z(), EXACT, "z");
    }

    @Test
    void qubitsOfAProductAreOnTheSphere() {
        Circuit product = Circuit.builder(4)
                .add(StandardGate.X, 1)
                .add(StandardGate.H, 2)
                .add(StandardGate.H, 3)
                .add(StandardGate.S, 3)
                .build();
        QuantumState state = QuantumState.of(product);
        assertBloch(0, 0, 1, state.bloch(0));
        assertBloch(0, 0, -1, state.bloch(1));
        assertBloch(1, 0, 0, state.bloch(2));
        assertBloch(0, 1, 0, state.bloch(3));
        for (int qubit = 0; qubit < 4; qubit++) {
            assertEquals(0, state.entanglementEntropy(qubit), EXACT);
        }
        assertEquals(0, state.meyerWallach(), EXACT);
    }

    @Test
    void qubitsOfABellPairAreInTheCentre() {
        QuantumState bell = QuantumState.of(HALF, 0, 0, 0, 0, 0, HALF, 0);
        for (int qubit = 0; qubit < 2; qubit++) {
            assertBloch(0, 0, 0, bell.bloch(qubit));
            assertEquals(1, bell.entanglementEntropy(qubit), EXACT);
        }
        assertEquals(1, bell.meyerWallach(), EXACT);
        assertEquals(
                "|00⟩  +0.7071 +0.0000i  probability 0.5000\n|11⟩  +0.7071 +0.0000i  probability 0.5000\n", "" + bell);
    }

    @Test
    void aGhzStateIsEntangledFully() {
        Circuit ghz = Circuit.builder(3)
                .add(StandardGate.H, 0)
                .add(StandardGate.CNOT, 0, 1)
                .add(StandardGate.CNOT, 1, 2)
                .build();
        QuantumState state = QuantumState.of(ghz);
        assertEquals(1, state.meyerWallach(), EXACT);
        assertEquals(1, state.entanglementEntropy(2), EXACT);
        assertEquals(0.5, state.probability(7), EXACT);
        assertEquals("111", state.bits(7));
    }

    /** Meyer and Wallach: 8/9 for the W state of three qubits, as (4/n^2) (n - 1); its qubits have one excitation in three. */
    @Test
    void aWStateIsEntangledLess() {
        double third = Math.sqrt(1 / 3.0);
        double[] w = new double[16];
        w[2] = third;
        w[4] = third;
        w[8] = third;
        QuantumState state = QuantumState.of(w);
        assertEquals(8 / 9.0, state.meyerWallach(), EXACT);
        assertBloch(0, 0, 1 / 3.0, state.bloch(1));
        double entropy = -(2 / 3.0 * Math.log(2 / 3.0) + 1 / 3.0 * Math.log(1 / 3.0)) / Math.log(2);
        assertEquals(entropy, state.entanglementEntropy(0), EXACT);
    }

    @Test
    void oneQubitOfAPairMayBeAlone() {
        // Bell pair on qubits 0 and 2 of three: Q = 2 (1 - (1/2 + 1 + 1/2) / 3).
        Circuit pair = Circuit.builder(3)
                .add(StandardGate.H, 0)
                .add(StandardGate.CNOT, 0, 2)
                .build();
        QuantumState state = QuantumState.of(pair);
        assertEquals(2 / 3.0, state.meyerWallach(), EXACT);
        assertEquals(0, state.entanglementEntropy(1), EXACT);
        assertEquals(1, state.entanglementEntropy(2), EXACT);
    }

    @Property(tries = 50)
    void rotationsTurnTheVector(@ForAll @DoubleRange(min = -6, max = 6) double angle) {
        Circuit turned = Circuit.builder(1).add(StandardGate.RX, angle, 0).build();
        QuantumState state = QuantumState.of(turned);
        assertBloch(0, -Math.sin(angle), Math.cos(angle), state.bloch(0));
        assertEquals(1, state.bloch(0).length(), EXACT);
        assertEquals(1, state.bloch(0).purity(), EXACT);
    }

    @Test
    void phasesAreArguments() {
        QuantumState state = QuantumState.of(0, -1, 0, 0);
        assertEquals(-Math.PI / 2, state.phase(0), EXACT);
        assertEquals(-1, state.amplitude(0).im(), EXACT);
    }

    @Test
    void whatIsNoStateIsRefused() {
        String odd = assertThrows(IllegalArgumentException.class, () -> QuantumState.of(1, 0, 0))
                .getMessage();
        assertEquals(
                "state: 3 numbers given, 2^(n+1) are needed for n qubits: real and imaginary part of every amplitude",
                odd);
        assertThrows(IllegalArgumentException.class, () -> QuantumState.of(1, 0));
        String norm = assertThrows(IllegalArgumentException.class, () -> QuantumState.of(1, 0, 1, 0))
                .getMessage();
        assertEquals("state: squares of the amplitudes add up to 2.0, 1 is needed; divide by the root of it", norm);
        assertThrows(IllegalArgumentException.class, () -> QuantumState.of(Double.NaN, 0, 0, 0));
        QuantumState one = QuantumState.of(1, 0, 0, 0);
        String qubit =
                assertThrows(IllegalArgumentException.class, () -> one.bloch(1)).getMessage();
        assertEquals("state: qubit 1 outside 0..0", qubit);
    }

    @Test
    void arraysAreCopied() {
        double[] given = {1, 0, 0, 0};
        QuantumState state = QuantumState.of(given);
        given[0] = 0;
        state.toArray()[0] = 0;
        assertEquals(1, state.probability(0));
        assertTrue(state.toString().contains("|0⟩"));
    }
}
