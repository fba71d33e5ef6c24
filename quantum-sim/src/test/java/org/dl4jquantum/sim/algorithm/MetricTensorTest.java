package org.dl4jquantum.sim.algorithm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class MetricTensorTest {
    private static final double EXACT = 1e-12;
    /** Central second differences of step 1e-3. */
    private static final double DIFFERENCES = 1e-5;

    private static MetricTensor metric(Circuit circuit) {
        return new MetricTensor(QuantumNode.of(circuit, PauliZ.onEach(circuit.numQubits())));
    }

    /** RX(a) turns |0> by a quarter; RZ(b) then by sin(a)^2 / 4, and independently of it. */
    @Test
    void ofOneQubitIsThatOfTheSphere() {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.RX, Angle.weight(0), 0)
                .add(StandardGate.RZ, Angle.weight(1), 0)
                .build();
        double a = 0.7;
        double[][] g = metric(circuit).of(new double[0], new double[] {a, 1.3});
        assertArrayEquals(new double[] {0.25, 0}, g[0], EXACT);
        assertArrayEquals(new double[] {0, Math.sin(a) * Math.sin(a) / 4}, g[1], EXACT);
    }

    @Test
    void aPhaseOnASuperpositionCountsAsARotation() {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.H, 0)
                .add(StandardGate.PHASE, Angle.weight(0).times(3), 0)
                .build();
        // Frequency 1 on half of the state, the chain rule's 3 squared: 9 (1/2 - 1/4).
        assertEquals(2.25, metric(circuit).of(new double[0], new double[] {0.4})[0][0], EXACT);
    }

    /** Every kind of gate: controlled, several angles, two-qubit words, weights used twice or times an input. */
    private static Circuit everyKind(Encoding encoding) {
        Angle product = Angle.weight(0).times(Angle.input(1)).plus(Angle.weight(1));
        return Circuit.builder(3)
                .add(encoding)
                .add(StandardGate.RX, product, 0)
                .add(StandardGate.CRY, Angle.weight(2), 0, 2)
                .add(StandardGate.U3, List.of(Angle.weight(3), Angle.weight(4), Angle.weight(5)), 1)
                .add(StandardGate.ISING_XX, Angle.weight(6), 1, 2)
                .add(StandardGate.CONTROLLED_PHASE, Angle.weight(7), 2, 0)
                .add(StandardGate.RY, Angle.weight(2).times(Angle.weight(3)), 1)
                .build();
    }

    @Test
    void isMinusHalfTheCurvatureOfTheFidelity() {
        for (Encoding encoding : List.of(AngleEncoding.ry(3), AmplitudeEncoding.onQubits(3))) {
            Circuit circuit = everyKind(encoding);
            MetricTensor metric = metric(circuit);
            Random random = new Random(5);
            double[] x = random.doubles(circuit.numInputs(), -1, 1).toArray();
            double[] w = random.doubles(circuit.numWeights(), -2, 2).toArray();
            double[][] g = metric.of(x, w);
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w.length; j++) {
                    assertEquals(curvature(metric, x, w, i, j), g[i][j], DIFFERENCES, i + ", " + j);
                }
            }
        }
    }

    private static double curvature(MetricTensor metric, double[] x, double[] w, int i, int j) {
        double h = 1e-3;
        double sum = 0;
        for (int one : new int[] {1, -1}) {
            for (int other : new int[] {1, -1}) {
                double[] moved = w.clone();
                moved[i] += one * h;
                moved[j] += other * h;
                sum += one * other * metric.fidelity(x, w, moved);
            }
        }
        return -sum / (8 * h * h);
    }

    @Test
    void blocksAreTheMomentsOfTheCircuit() {
        Circuit circuit = Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(RealAmplitudes.repetitions(1))
                .build();
        double[][] samples = {{0.3, -0.8}, {1.1, 0.2}};
        double[] w = {0.4, 0.9, -0.7, 1.6};
        MetricTensor metric = metric(circuit);
        double[][] blocks = metric.blockDiagonal(samples, w);
        double[][] first = metric.of(samples[0], w);
        double[][] second = metric.of(samples[1], w);
        double largestOutside = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double mean = (first[i][j] + second[i][j]) / 2;
                boolean sameLayer = i / 2 == j / 2;
                assertEquals(sameLayer ? mean : 0, blocks[i][j], EXACT);
                largestOutside = Math.max(largestOutside, sameLayer ? 0 : Math.abs(mean));
            }
        }
        assertTrue(largestOutside > 0.01, "the blocks leave something out: " + largestOutside);
    }

    @Test
    void noSampleIsRefused() {
        MetricTensor metric = metric(everyKind(AngleEncoding.ry(3)));
        assertEquals(
                "metric tensor: no samples, at least 1 is needed",
                assertThrows(IllegalArgumentException.class, () -> metric.blockDiagonal(new double[0][], new double[8]))
                        .getMessage());
    }
}
