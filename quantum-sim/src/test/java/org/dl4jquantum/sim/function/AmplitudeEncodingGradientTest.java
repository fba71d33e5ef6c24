package org.dl4jquantum.sim.function;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class AmplitudeEncodingGradientTest {
    private static final int BATCH = 4;
    private static final double ROUNDING = 1e-12;
    private static final double DIFFERENCE_TOLERANCE = 1e-7;

    /** Padded amplitudes, angles of further inputs, and one amplitude that is an angle too. */
    private static final Circuit CIRCUIT = Circuit.builder(3)
            .add(new AmplitudeEncoding(3, 5))
            .add(AngleEncoding.rx(2))
            .add(StronglyEntanglingLayers.layers(1))
            .add(StandardGate.CRY, Angle.input(2).times(Angle.weight(0)), 2, 0)
            .build();

    @Test
    void gradientPassesThroughTheNormalisation() {
        for (Measurement measurement :
                List.of(PauliZ.onEach(3), Measurement.probabilities(2, 0), Measurement.stateVector())) {
            for (String engine : List.of("java", "reference")) {
                QuantumNode node = QuantumNode.of(CIRCUIT, measurement).withEngine(engine);
                assertEquals(7, node.numInputs());
                Evaluation evaluation = Evaluation.random(node, BATCH, 111);
                double[] cotangent = RandomCircuits.numbers(BATCH * node.numOutputs(), 112);
                assertArrayEquals(
                        evaluation.differences(cotangent), evaluation.gradient(cotangent), DIFFERENCE_TOLERANCE);
            }
        }
    }

    @Test
    void lengthOfTheAmplitudesDoesNotMatter() {
        QuantumNode node = amplitudesOnly();
        double[] x = RandomCircuits.numbers(4, 113);
        double[] expected = outputs(node, x);
        for (double length : new double[] {3, -3, 1e-200, 1e200}) {
            double[] scaled =
                    IntStream.range(0, 4).mapToDouble(i -> x[i] * length).toArray();
            assertArrayEquals(expected, outputs(node, scaled), ROUNDING, "length " + length);
        }
    }

    /** Outputs do not depend on the length, so the gradient is orthogonal to the amplitudes. */
    @Test
    void gradientIsOrthogonalToTheAmplitudes() {
        double[] x = RandomCircuits.numbers(4, 114);
        double[] gradient = new Evaluation(amplitudesOnly().compile(Precision.DOUBLE), 1, x, new double[0])
                .gradient(new double[] {0.7, -1.3});
        double overlap =
                IntStream.range(0, 4).mapToDouble(i -> x[i] * gradient[i]).sum();
        assertEquals(0, overlap, ROUNDING);
    }

    @Test
    void amplitudesThatAreAllZeroAreNamed() {
        assertRefused(
                "inputs of sample 1: all 4 amplitudes are 0, a state needs one that is not",
                () -> outputs(amplitudesOnly(), 1, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shotsFollowTheLoadedState() {
        QuantumNode node = amplitudesOnly().withShots(50, 7);
        double[] y = outputs(node, 0, 0, 0, -2, 0, 3, 0, 0);
        // |11> and |01>, then a turn of qubit 0: qubit 1 stays certain.
        assertEquals(-1, y[1]);
        assertEquals(1, y[3]);
    }

    private static QuantumNode amplitudesOnly() {
        Circuit circuit = Circuit.builder(2)
                .add(AmplitudeEncoding.onQubits(2))
                .add(StandardGate.RY, 0.3, 0)
                .build();
        return QuantumNode.of(circuit, PauliZ.onEach(2));
    }

    private static double[] outputs(QuantumNode node, double... x) {
        return new Evaluation(node.compile(Precision.DOUBLE), x.length / node.numInputs(), x, new double[0]).outputs();
    }
}
