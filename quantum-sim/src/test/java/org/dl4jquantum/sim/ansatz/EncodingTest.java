package org.dl4jquantum.sim.ansatz;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void everyInputIsUsedAfterThoseThatAreThere() {
        for (Encoding encoding : List.of(
                AngleEncoding.rx(3),
                AngleEncoding.ry(3),
                AngleEncoding.rz(3),
                new BasisEncoding(3),
                ZZFeatureMap.onQubits(3))) {
            Circuit circuit = Circuit.builder(4)
                    .add(StandardGate.RX, Angle.input(1), 3)
                    .add(encoding)
                    .build();
            Set<Integer> used = circuit.angles().stream()
                    .flatMap(angle -> angle.terms().stream())
                    .flatMap(term -> term.inputs().stream())
                    .collect(Collectors.toSet());
            Set<Integer> expected =
                    IntStream.rangeClosed(1, 1 + encoding.numInputs()).boxed().collect(Collectors.toSet());
            assertEquals(expected, used, encoding::toString);
            assertEquals(3, encoding.numQubits());
            assertEquals(0, circuit.numWeights());
        }
    }

    @Test
    void anglesTurnTheirQubit() {
        double[] x = {0.4, -1.1};
        assertArrayEquals(new double[] {Math.cos(0.4), Math.cos(1.1)}, expectations(AngleEncoding.rx(2), x), ROUNDING);
        assertArrayEquals(new double[] {Math.cos(0.4), Math.cos(1.1)}, expectations(AngleEncoding.ry(2), x), ROUNDING);
    }

    @Test
    void rzEncodingStartsFromSuperpositions() {
        assertEquals(
                """
                Circuit: 2 qubits, 2 inputs, 0 weights
                H [0]
                RZ(x0) [0]
                H [1]
                RZ(x1) [1]""",
                Circuit.builder(2).add(AngleEncoding.rz(2)).build().toString());
    }

    @Test
    void bitsBecomeBasisStates() {
        for (int basis = 0; basis < 8; basis++) {
            double[] bits = {basis & 1, basis >> 1 & 1, basis >> 2 & 1};
            double[] expected = new double[8];
            expected[basis] = 1;
            assertArrayEquals(expected, run(new BasisEncoding(3), Measurement.probabilities(0, 1, 2), bits), ROUNDING);
            double[] state = run(new BasisEncoding(3), Measurement.stateVector(), bits);
            assertEquals(1, state[2 * basis], ROUNDING);
        }
    }

    @Test
    void amplitudesAreNormalisedAndPadded() {
        double[] state = run(new AmplitudeEncoding(2, 3), Measurement.stateVector(), 3, 0, -4);
        assertArrayEquals(new double[] {0.6, 0, 0, 0, -0.8, 0, 0, 0}, state, ROUNDING);
        assertEquals(8, AmplitudeEncoding.onQubits(3).numInputs());
        assertRefused(
                "circuit: 5 amplitudes outside 0..4 (circuit has 2 qubits)",
                () -> Circuit.builder(2).add(new AmplitudeEncoding(2, 5)).build());
    }

    @Test
    void featureMapCouplesEveryPair() {
        assertEquals(
                """
                Circuit: 2 qubits, 2 inputs, 0 weights
                H [0]
                Phase(2.0*x0) [0]
                H [1]
                Phase(2.0*x1) [1]
                CNOT [0, 1]
                Phase(19.739208802178716 + -6.283185307179586*x0 + 2.0*x0*x1 + -6.283185307179586*x1) [1]
                CNOT [0, 1]""",
                Circuit.builder(2)
                        .add(new ZZFeatureMap(2, 1, Entanglement.FULL))
                        .build()
                        .toString());
        int operations = Circuit.builder(4)
                .add(ZZFeatureMap.onQubits(4))
                .build()
                .operations()
                .size();
        assertEquals(2 * (2 * 4 + 3 * 6), operations);
    }

    @Test
    void impossibleRepetitionsAreRefused() {
        assertRefused(
                "ZZFeatureMap: 0 repetitions, at least 1 is needed", () -> new ZZFeatureMap(2, 0, Entanglement.FULL));
    }

    private static double[] expectations(Encoding encoding, double... inputs) {
        return run(encoding, PauliZ.onEach(encoding.numQubits()), inputs);
    }

    private static double[] run(Encoding encoding, Measurement measurement, double... inputs) {
        Circuit circuit = Circuit.builder(encoding.numQubits()).add(encoding).build();
        double[] y = new double[measurement.numOutputs(encoding.numQubits())];
        QuantumNode.of(circuit, measurement)
                .compile(Precision.DOUBLE)
                .forward(
                        RealView.of(inputs, 1, inputs.length),
                        RealView.of(new double[0], 1, 0),
                        RealView.of(y, 1, y.length),
                        0);
        return y;
    }
}
