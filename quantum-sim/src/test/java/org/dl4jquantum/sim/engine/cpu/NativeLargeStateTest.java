package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Trial;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One state that fills no cache: values and gradient of the reference, which is asked once for all instruction sets. */
@ExtendWith(NativeLibrary.class)
class NativeLargeStateTest {
    @ParameterizedTest
    @ValueSource(ints = {17, 19, 20})
    void largeStatesAgree(int numQubits) {
        Circuit circuit = RandomCircuits.superposition(numQubits, numQubits);
        Measurement measurement = Measurement.expectations(
                PauliSum.of(PauliString.single('Z', numQubits - 1, numQubits)),
                PauliSum.of(PauliString.of("XY" + "I".repeat(numQubits - 3) + "Z")),
                PauliSum.of(PauliString.of("Z".repeat(numQubits))));
        Trial trial = Trial.of(circuit, measurement, 1, numQubits);
        double[] cotangent = RandomCircuits.numbers(trial.numOutputs(), numQubits);
        Program reference = trial.compile(Engines.named("reference"), Precision.DOUBLE);
        double[] values = trial.forward(reference, Precision.DOUBLE);
        double[] gradient = trial.backward(reference, cotangent).angles();
        for (Variant variant : Variant.present()) {
            Engine engine = new NativeEngine(variant);
            engine.capabilities().tolerances().forEach((precision, tolerance) -> {
                Program program = trial.compile(engine, precision);
                String what = numQubits + " qubits, " + variant + ", " + precision;
                assertArrayEquals(values, trial.forward(program, precision), tolerance, what);
                // Errors of two states, and of all outputs.
                double gathered = 2 * tolerance * Math.sqrt(trial.numOutputs());
                assertArrayEquals(gradient, trial.backward(program, cotangent).angles(), gathered, what);
            });
        }
    }
}
