package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * What every engine must do: agree with engine {@code reference} to the tolerance it states, on every gate, circuit,
 * measurement and batch, forward and backward, and refuse what it cannot do. A subclass names the engine.
 */
public abstract class EngineContract extends CircuitContract implements AngleContract, CapabilityContract {

    /** Where answers are known to be right. */
    static final Engine REFERENCE = Engines.named("reference");

    /**
     * Asserts that a batch of one random circuit gives every sample what it gets alone, and the first, the last and one
     * in between what the reference says. Cheap enough for more qubits and samples than the reference could take.
     */
    protected final void assertSamplesAgree(int numQubits, int batch) {
        Circuit circuit = RandomCircuits.ofStandardGates(numQubits, numQubits);
        Measurement measurement = Measurements.all(numQubits, batch).get(batch % 3);
        // The batch shares none of the angles, half of them or all.
        Trial trial = Trial.of(circuit, measurement, batch, batch);
        double[] cotangent = RandomCircuits.numbers(batch * trial.numOutputs(), batch);
        engine().capabilities().precisions().forEach(precision -> assertSamplesAgree(trial, precision, cotangent));
        for (int sample : new int[] {0, batch / 2, batch - 1}) {
            int first = sample * trial.numOutputs();
            Trial alone = trial.slice(sample, 1);
            assertAgrees(engine(), alone);
            assertGradientAgrees(engine(), alone, Arrays.copyOfRange(cotangent, first, first + trial.numOutputs()));
        }
    }

    private void assertSamplesAgree(Trial trial, Precision precision, double[] cotangent) {
        Program program = trial.compile(engine(), precision);
        double[] outputs = new double[cotangent.length];
        double[] gradient = new double[trial.angles().size()];
        for (int sample = 0; sample < trial.batch(); sample++) {
            Trial alone = trial.slice(sample, 1);
            int first = sample * trial.numOutputs();
            System.arraycopy(alone.forward(program, precision), 0, outputs, first, trial.numOutputs());
            double[] own = alone.backward(program, Arrays.copyOfRange(cotangent, first, first + trial.numOutputs()))
                    .angles();
            for (int slot = 0; slot < trial.angles().numSlots(); slot++) {
                gradient[trial.angles().index(slot, sample)] +=
                        own[alone.angles().index(slot, 0)];
            }
        }
        double error = 2 * engine().capabilities().tolerances().get(precision) * trial.scale();
        double gathered = error * Math.sqrt((double) trial.numOutputs() * trial.batch());
        String what = describe(engine(), precision, trial);
        assertArrayEquals(outputs, trial.forward(program, precision), error, what);
        assertArrayEquals(gradient, trial.backward(program, cotangent).angles(), gathered, "gradient: " + what);
    }

    /** Asserts the reference's state and expectations of one random circuit, for engines that treat large ones apart. */
    protected final void assertLargeCircuitAgrees(int numQubits, int batch) {
        Circuit circuit = RandomCircuits.ofStandardGates(numQubits, numQubits);
        assertAgrees(engine(), Trial.of(circuit, Measurement.stateVector(), batch, batch));
        assertAgrees(engine(), Trial.of(circuit, Measurements.sums(numQubits, batch), batch, batch));
    }

    /** Asserts the reference's gradient of one random circuit. */
    protected final void assertLargeGradientAgrees(int numQubits, int batch) {
        Circuit circuit = RandomCircuits.superposition(numQubits, numQubits);
        Trial trial = Trial.of(circuit, Measurements.sums(numQubits, batch), batch, batch);
        assertGradientAgrees(engine(), trial, RandomCircuits.numbers(batch * trial.numOutputs(), batch));
    }

    /** Asserts the answer of the reference in every precision, or the refusal of initial states. */
    static void assertAgrees(Engine engine, Trial trial) {
        if (refuses(engine, trial)) {
            return;
        }
        double[] expected = trial.forward(REFERENCE, Precision.DOUBLE);
        engine.capabilities().tolerances().forEach((precision, tolerance) -> {
            double[] actual = trial.forward(engine, precision);
            assertArrayEquals(expected, actual, tolerance * trial.scale(), () -> describe(engine, precision, trial));
        });
    }

    /** Asserts the gradient of the reference in every precision, or the refusal of what lacks for it. */
    static void assertGradientAgrees(Engine engine, Trial trial, double[] cotangent) {
        if (refuses(engine, trial)) {
            return;
        }
        if (!engine.capabilities().adjoint()) {
            assertThrows(
                    UnsupportedOperationException.class, () -> trial.backward(engine, Precision.DOUBLE, cotangent));
            return;
        }
        Trial.Gradient expected = trial.backward(REFERENCE, Precision.DOUBLE, cotangent);
        engine.capabilities().tolerances().forEach((precision, tolerance) -> {
            Trial.Gradient actual = trial.backward(engine, precision, cotangent);
            // A derivative gathers the errors of two states, of all outputs, and of a shared angle's samples.
            double gathered = 2 * tolerance * trial.scale() * Math.sqrt((double) trial.numOutputs() * trial.batch());
            String what = describe(engine, precision, trial);
            assertArrayEquals(expected.angles(), actual.angles(), gathered, () -> "angles: " + what);
            assertArrayEquals(expected.states(), actual.states(), gathered, () -> "states: " + what);
        });
    }

    private static boolean refuses(Engine engine, Trial trial) {
        if (trial.input().initialStates().isEmpty() || engine.capabilities().initialStates()) {
            return false;
        }
        String message = assertThrows(
                        UnsupportedOperationException.class, () -> trial.compile(engine, Precision.DOUBLE))
                .getMessage();
        assertTrue(message.contains("engine " + engine.name() + ": starts in |0...0> only"), message);
        return true;
    }

    private static String describe(Engine engine, Precision precision, Trial trial) {
        return engine.name() + ", " + precision + ", batch " + trial.batch() + ", " + trial.measurement() + ", "
                + trial.circuit();
    }
}
