package org.dl4jquantum.sim.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.api.Test;

class CircuitTraceTest {
    private static final double EXACT = 1e-12;

    @Test
    void everyStepHasItsAnglesAndState() {
        Angle angle = Angle.input(1).times(2).plus(Angle.weight(0).times(Angle.input(0)));
        Circuit circuit = Circuit.builder(2)
                .add(StandardGate.RY, angle, 0)
                .add(StandardGate.CNOT, 0, 1)
                .build();
        CircuitTrace trace = CircuitTrace.of(circuit, new double[] {2, 0.25}, new double[] {0.5});
        assertEquals(2, trace.steps().size());
        assertEquals(1, trace.initial().probability(0), EXACT);

        AngleOrigin origin = trace.steps().get(0).angles().get(0);
        assertEquals(1.5, origin.radians(), EXACT);
        assertEquals(Map.of(0, 2.0, 1, 0.25), origin.inputs());
        assertEquals(Map.of(0, 0.5), origin.weights());
        assertEquals(angle, origin.expression());
        assertTrue(origin.toString().endsWith("= 1.5000 (x0 = 2.0000, x1 = 0.2500, w0 = 0.5000)"), origin.toString());

        Circuit plain = Circuit.builder(1)
                .add(StandardGate.RX, Angle.input(0), 0)
                .add(StandardGate.RZ, 0.25, 0)
                .build();
        List<CircuitTrace.Step> steps =
                CircuitTrace.of(plain, new double[] {2}, new double[0]).steps();
        assertEquals("[x0 = 2.0000]", steps.get(0).angles().toString());
        assertEquals("[0.2500]", steps.get(1).angles().toString());

        BlochVector rotated = trace.steps().get(0).state().bloch(0);
        assertEquals(Math.sin(1.5), rotated.x(), EXACT);
        assertEquals(0, trace.steps().get(0).state().entanglementEntropy(0), EXACT);
        // cos(t/2)|00> + sin(t/2)|11>: both qubits have <Z> = cos t, and nothing else.
        QuantumState entangled = trace.finalState();
        for (int qubit = 0; qubit < 2; qubit++) {
            assertEquals(0, entangled.bloch(qubit).x(), EXACT);
            assertEquals(Math.cos(1.5), entangled.bloch(qubit).z(), EXACT);
        }
        assertEquals(Math.pow(Math.sin(1.5), 2), entangled.meyerWallach(), EXACT);
        String text = trace.toString();
        assertTrue(text.contains("1: CNOT [0, 1]\n   q0 (+0.000, +0.000, +0.071) entropy 0.996; q1"), text);
    }

    @Property(tries = 30)
    void theLastStepIsWhatTheWholeCircuitGives(@ForAll @IntRange(min = 1, max = 5) int numQubits, @ForAll long seed) {
        Circuit circuit = RandomCircuits.withInputs(numQubits, 2, 3, seed);
        double[] inputs =
                new SplittableRandom(seed).doubles(circuit.numInputs()).toArray();
        double[] weights =
                new SplittableRandom(~seed).doubles(circuit.numWeights()).toArray();
        CircuitTrace trace = CircuitTrace.of(circuit, inputs, weights);
        assertArrayEquals(
                QuantumState.of(circuit, inputs, weights).toArray(),
                trace.finalState().toArray(),
                1e-10);
    }

    @Test
    void amplitudesAreTheStart() {
        Circuit circuit =
                Circuit.builder(1).amplitudes(2).add(StandardGate.Z, 0).build();
        CircuitTrace trace = CircuitTrace.of(circuit, new double[] {3, 4}, new double[0]);
        assertArrayEquals(new double[] {0.6, 0, 0.8, 0}, trace.initial().toArray(), EXACT);
        assertArrayEquals(new double[] {0.6, 0, -0.8, 0}, trace.finalState().toArray(), EXACT);
        CircuitTrace empty = CircuitTrace.of(Circuit.builder(1).build(), new double[0], new double[0]);
        assertEquals(empty.initial(), empty.finalState());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Circuit circuit =
                Circuit.builder(1).add(StandardGate.RX, Angle.input(0), 0).build();
        assertThrows(IllegalArgumentException.class, () -> CircuitTrace.of(circuit, new double[2], new double[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> CircuitTrace.of(circuit, new double[] {Double.NaN}, new double[0]));
        Circuit large = new Circuit(
                25,
                0,
                0,
                0,
                List.of(
                        Circuit.builder(1)
                                .add(StandardGate.H, 0)
                                .build()
                                .operations()
                                .get(0),
                        Circuit.builder(1)
                                .add(StandardGate.H, 0)
                                .build()
                                .operations()
                                .get(0)));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> CircuitTrace.of(large, new double[0], new double[0]))
                .getMessage();
        assertEquals(
                "circuit trace: states after 2 operations on 25 qubits take 1024 MB, at most 512 are kept; trace a part of"
                        + " the circuit",
                message);
    }
}
