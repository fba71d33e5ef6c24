package org.dl4jquantum.sim.engine.strange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.EngineContract;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Without;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class StrangeEngineTest extends EngineContract {
    private static final double TOLERANCE = 1e-5;

    @Override
    protected String engineName() {
        return "strange";
    }

    /** Each sample is a run of its own, and slow. */
    @Override
    public List<Integer> batches() {
        return List.of(1, 2, 5);
    }

    @Test
    void rzShiftsRelativePhase() {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.H, 0)
                .add(StandardGate.RZ, Math.PI, 0)
                .add(StandardGate.H, 0)
                .build();
        double[] probabilities = new double[2];
        evaluate(QuantumNode.of(circuit, Measurement.probabilities(0)), new double[0], probabilities);
        assertArrayEquals(new double[] {0, 1}, probabilities, TOLERANCE);
    }

    @Test
    void parameterShiftGivesTheGradientThatTheEngineLacks() {
        Circuit circuit = Circuit.builder(3)
                .add(StandardGate.RY, Angle.weight(0), 0)
                .add(StandardGate.CRX, Angle.weight(1), 0, 2)
                .add(StandardGate.U3, List.of(Angle.weight(2), Angle.weight(3), Angle.weight(4)), 1)
                .add(StandardGate.ISING_YY, Angle.weight(1).times(2), 1, 2)
                .build();
        double[] weights = RandomCircuits.numbers(5, 7);
        QuantumNode node = QuantumNode.of(circuit, PauliZ.onEach(3));
        double[] exact = gradient(node.withEngine("reference"), weights);
        double[] shifted = gradient(node.withEngine("strange").withGradient(GradientMethod.PARAMETER_SHIFT), weights);
        assertArrayEquals(exact, shifted, 10 * TOLERANCE);
    }

    @Test
    void autoNeverTakesIt() {
        Circuit circuit = RandomCircuits.superposition(2, 1);
        assertNotEquals(
                "strange",
                Engines.select(Engines.AUTO, circuit, PauliZ.onEach(2), Precision.FLOAT)
                        .name());
    }

    /** With norm 0.01 the library's own draw of an outcome fails 99 times in 100. */
    @Test
    void amplitudesSurviveTheDrawOfAnOutcome() {
        for (int repeat = 0; repeat < 10; repeat++) {
            StrangeRun run = new StrangeRun(1);
            run.apply(ComplexMatrix.ofReal(0.1, 0, 0, 0.1), List.of(0));
            assertArrayEquals(new double[] {0.1, 0, 0, 0}, run.amplitudes(), TOLERANCE);
        }
    }

    @Test
    void missingLibraryIsNamedWithItsCause() throws Exception {
        EngineUnavailableException exception =
                assertThrows(EngineUnavailableException.class, () -> new Without("org.redfx.", StrangeProvider.class)
                        .provider()
                        .engine());
        String message = exception.getMessage();
        assertTrue(message.startsWith("engine strange: needs org.redfx:strange 0.1.3 on the class path"), message);
        assertTrue(message.contains("org/redfx/strange/"), message);
        assertTrue(exception.getCause() instanceof NoClassDefFoundError, () -> "cause " + exception.getCause());
    }

    private static double[] gradient(QuantumNode node, double[] weights) {
        double[] gradient = new double[weights.length];
        node.compile(Precision.DOUBLE)
                .backward(
                        RealView.of(new double[0], 1, 0),
                        RealView.of(weights, 1, weights.length),
                        RealView.of(new double[] {1, -2, 0.5}, 1, 3),
                        RealView.of(new double[0], 1, 0),
                        RealView.of(gradient, 1, weights.length),
                        0);
        return gradient;
    }

    private static void evaluate(QuantumNode node, double[] weights, double[] outputs) {
        node.withEngine("strange")
                .compile(Precision.DOUBLE)
                .forward(
                        RealView.of(new double[0], 1, 0),
                        RealView.of(weights, 1, weights.length),
                        RealView.of(outputs, 1, outputs.length),
                        0);
    }
}
