package org.dl4jquantum.sim.function;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class QuantumNodeTest {
    private static final QuantumNode NODE = QuantumNode.of(RandomCircuits.withInputs(3, 2, 4, 121), PauliZ.onEach(3));
    private static final int BATCH = 50;
    private static final int SHOTS = 2_000;
    /** Standard errors that a value may be off. */
    private static final double SIGMAS = 5;

    @Test
    void everyPartCanBeChangedByItself() {
        QuantumNode changed =
                NODE.withEngine("reference").withGradient("parameter-shift").withShots(10, 3);
        assertEquals(
                new QuantumNode(NODE.circuit(), NODE.measurement(), "reference", "parameter-shift", 10, 3), changed);
        assertEquals(NODE, changed.withEngine("auto").withGradient("auto").withShots(0, 0));
        assertEquals(2, NODE.numInputs());
        assertEquals(4, NODE.numWeights());
        assertEquals(3, NODE.numOutputs());
    }

    @Test
    void adjointWithShotsIsRefused() {
        assertRefused(
                "gradient adjoint: needs exact states, but shots = 100; use gradient parameter-shift, or shots = 0",
                () -> NODE.withGradient(GradientMethod.ADJOINT).withShots(100, 0));
        assertRefused(
                "gradient adjoint: needs exact states, but shots = 100; use gradient parameter-shift, or shots = 0",
                () -> NODE.withShots(100, 0).withGradient(GradientMethod.ADJOINT));
    }

    @Test
    void wrongPartsAreNamed() {
        assertRefused("shots: -1, at least 1 is needed, or 0 for exact results", () -> NODE.withShots(-1, 0));
        assertRefused(
                "engine \"gpu\": unknown, known are auto, native, java, reference, strange, cuda",
                () -> NODE.withEngine("gpu"));
        assertRefused(
                "gradient \"spsa\": unknown, known are auto, adjoint, parameter-shift, finite-difference",
                () -> NODE.withGradient("spsa"));
        assertRefused(
                "observable 0: acts on 2 qubits, the circuit has 3",
                () -> QuantumNode.of(NODE.circuit(), PauliZ.onEach(2)));
    }

    @Test
    void shotsOfLoadedAmplitudesHaveNoGradient() {
        Circuit circuit = Circuit.builder(2).add(AmplitudeEncoding.onQubits(2)).build();
        QuantumNode node = QuantumNode.of(circuit, PauliZ.onEach(2)).withShots(10, 0);
        RealView x = RealView.of(new double[] {1, 0, 0, 0}, 1, 4);
        RealView none = RealView.of(new double[0], 1, 0);
        RealView y = RealView.of(new double[2], 1, 2);
        String refusal = ": differentiates angles only, the circuit takes 4 amplitudes as inputs; use adjoint"
                + " without shots";
        assertUnsupported("gradient parameter-shift" + refusal, () -> node.withGradient(GradientMethod.PARAMETER_SHIFT)
                .compile(Precision.DOUBLE));
        CircuitFunction function = node.compile(Precision.DOUBLE);
        function.forward(x, none, y, 0);
        assertEquals(1, y.get(0, 0));
        assertUnsupported("gradient auto" + refusal, () -> function.backward(x, none, y, x, none, 0));
    }

    @Test
    void stateVectorHasNoShots() {
        assertUnsupported("state vector: cannot be measured, but shots = 10; use shots = 0", () -> QuantumNode.of(
                        NODE.circuit(), Measurement.stateVector())
                .withShots(10, 0)
                .compile(Precision.DOUBLE));
    }

    @Test
    void inferenceRepeatsAndTrainingDrawsAnew() {
        CircuitFunction function = NODE.withShots(100, 5).compile(Precision.DOUBLE);
        double[] inference = forward(function, RandomKey.INFERENCE);
        assertArrayEquals(inference, forward(function, RandomKey.INFERENCE));
        assertArrayEquals(inference, forward(NODE.withShots(100, 5).compile(Precision.DOUBLE), RandomKey.INFERENCE));
        assertFalse(Arrays.equals(inference, forward(function, 0)));
        assertFalse(Arrays.equals(forward(function, 1), forward(function, 0)));
        assertFalse(Arrays.equals(
                inference, forward(NODE.withShots(100, 6).compile(Precision.DOUBLE), RandomKey.INFERENCE)));
    }

    @Test
    void estimatesComeWithinTheirStandardErrors() {
        double[] exact = forward(NODE.compile(Precision.DOUBLE), 0);
        double[] means = new double[exact.length];
        double[] errors = new double[exact.length];
        NODE.withShots(SHOTS, 5).compile(Precision.DOUBLE).estimate(inputs(), weights(), view(means), view(errors), 0);
        for (int i = 0; i < exact.length; i++) {
            assertEquals(exact[i], means[i], SIGMAS * errors[i]);
            assertTrue(errors[i] <= 1.01 / Math.sqrt(SHOTS), "error " + errors[i]);
        }
    }

    @Test
    void gradientFromShotsComesCloseToTheExactOne() {
        double[] cotangent = RandomCircuits.numbers(BATCH * 3, 124);
        double[] exact = weightGradient(NODE, cotangent);
        double[] estimated = weightGradient(NODE.withShots(SHOTS, 5), cotangent);
        assertArrayEquals(estimated, weightGradient(NODE.withShots(SHOTS, 5), cotangent));
        // Some hundred shifted values, each of weight at most about 1, off by 1 / sqrt(shots).
        double tolerance = SIGMAS * Math.sqrt(200.0 * BATCH / SHOTS);
        assertArrayEquals(exact, estimated, tolerance);
        assertFalse(Arrays.equals(exact, estimated));
    }

    private static double[] weightGradient(QuantumNode node, double[] cotangent) {
        double[] dw = new double[4];
        node.compile(Precision.DOUBLE)
                .backward(
                        inputs(),
                        weights(),
                        view(cotangent),
                        RealView.of(new double[BATCH * 2], BATCH, 2),
                        RealView.of(dw, 1, 4),
                        0);
        return dw;
    }

    private static double[] forward(CircuitFunction function, long iteration) {
        double[] y = new double[BATCH * 3];
        function.forward(inputs(), weights(), view(y), iteration);
        return y;
    }

    private static RealView inputs() {
        return RealView.of(RandomCircuits.numbers(BATCH * 2, 122), BATCH, 2);
    }

    private static RealView weights() {
        return RealView.of(RandomCircuits.numbers(4, 123), 1, 4);
    }

    private static RealView view(double[] outputs) {
        return RealView.of(outputs, BATCH, 3);
    }
}
