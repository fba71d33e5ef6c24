package org.dl4jquantum.sim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;

/** Outcomes are those of the reference, and those that an engine draws itself the ones that anybody draws from its floats. */
interface ShotContract {
    Engine engine();

    /** An engine whose programs leave it to others to draw. */
    record Undrawn(Engine engine) implements Engine {
        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public Capabilities capabilities() {
            return engine.capabilities();
        }

        @Override
        public long bytesNeeded(int numQubits, Precision precision) {
            return engine.bytesNeeded(numQubits, precision);
        }

        @Override
        public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
            Program program = engine.compile(circuit, measurement, precision);
            return new Program() {
                @Override
                public void forward(EngineInput input, RealView outputs) {
                    program.forward(input, outputs);
                }

                @Override
                public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
                    program.backward(input, outputCotangent, gradient);
                }
            };
        }
    }

    @Test
    default void shotsAreThoseOfTheProbabilities() {
        Circuit circuit = RandomCircuits.superposition(3, 71);
        Measurement sums = Measurement.expectations(
                PauliSum.of(Map.of("III", 0.5, "ZZI", 1.0, "ZII", -2.0)), PauliSum.of(Map.of("XYZ", 0.7, "IIY", 1.3)));
        for (Measurement measurement : new Measurement[] {sums, Measurement.probabilities(2, 0, 1)}) {
            for (Precision precision : engine().capabilities().precisions()) {
                // Fewer than outcomes, and more.
                for (int shots : new int[] {1, 5, 400}) {
                    // Rounding of doubles moves no outcome of these; that of floats moves some.
                    Engine other = precision == Precision.DOUBLE ? EngineContract.REFERENCE : new Undrawn(engine());
                    assertArrayEquals(
                            Shots.of(other, circuit, measurement, precision, shots),
                            Shots.of(engine(), circuit, measurement, precision, shots),
                            measurement + " in " + precision);
                }
            }
        }
    }
}
