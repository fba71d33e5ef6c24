package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;

/** A gradient from what a forward pass has kept has the bits of one that runs the circuit again. */
interface PullbackContract {
    long SEED = 808;

    Engine engine();

    List<Integer> batches();

    @Test
    default void pullbackHasTheBitsOfBackward() {
        if (!engine().capabilities().adjoint()) {
            return;
        }
        for (int numQubits = 1; numQubits <= 5; numQubits++) {
            Circuit circuit = RandomCircuits.ofAllGates(numQubits, SEED + numQubits);
            for (Measurement measurement : Measurements.all(numQubits, SEED)) {
                for (int batch : batches()) {
                    Trial trial = Trial.of(circuit, measurement, batch, SEED + batch);
                    assertSameBits(trial);
                    if (numQubits == 3) {
                        assertSameBits(trial.fromRandomStates(SEED));
                    }
                }
            }
        }
    }

    private void assertSameBits(Trial trial) {
        double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), SEED);
        for (Precision precision : engine().capabilities().precisions()) {
            Program program = trial.compile(engine(), precision);
            double[] outputs = trial.forward(program, precision);
            Trial.Gradient expected = trial.backward(program, cotangent);
            assertArrayEquals(outputs, trial.outputs(precision, y -> {
                try (Pullback pullback = program.differentiate(trial.input(), y)) {
                    // The first uses up what was kept.
                    for (int time = 0; time < 2; time++) {
                        Trial.Gradient found = trial.backward(pullback, cotangent);
                        assertArrayEquals(expected.angles(), found.angles());
                        assertArrayEquals(expected.states(), found.states());
                    }
                }
            }));
        }
    }
}
