package org.dl4jquantum.sim.engine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;

/**
 * A question that can be put to any engine: a circuit, what is measured, and a batch of angles, perhaps with initial
 * states. Answers are row-major.
 */
public record Trial(Circuit circuit, Measurement measurement, EngineInput input) {

    /** A gradient: with respect to angles, and to initial states where there are any. */
    public static final class Gradient {
        private final double[] angles;
        private final double[] states;

        private Gradient(double[] angles, double[] states) {
            this.angles = angles;
            this.states = states;
        }

        public double[] angles() {
            return angles;
        }

        public double[] states() {
            return states;
        }
    }

    /** Random angles, from |0...0>. */
    public static Trial of(Circuit circuit, Measurement measurement, int batch, long seed) {
        return new Trial(circuit, measurement, EngineInput.of(RandomCircuits.angles(circuit, batch, seed)));
    }

    /** The same from given states, [batch, 2^(n+1)]. */
    public Trial from(double[] states) {
        Circuit loading = new Circuit(
                circuit.numQubits(),
                1 << circuit.numQubits(),
                circuit.numWeights(),
                1 << circuit.numQubits(),
                circuit.operations());
        RealView view = RealView.of(states, batch(), 2 << circuit.numQubits());
        return new Trial(loading, measurement, new EngineInput(angles(), Optional.of(view), input.key()));
    }

    /** The same from random states that are not normalised. */
    public Trial fromRandomStates(long seed) {
        return from(RandomCircuits.numbers(batch() * (2 << circuit.numQubits()), seed));
    }

    /** Some of the samples. */
    public Trial slice(int first, int count) {
        return new Trial(circuit, measurement, input.slice(first, count));
    }

    /** The same with other angles. */
    public Trial at(Angles angles) {
        return new Trial(circuit, measurement, new EngineInput(angles, input.initialStates(), input.key()));
    }

    public int batch() {
        return input.batch();
    }

    public Angles angles() {
        return input.angles();
    }

    public int numOutputs() {
        return measurement.numOutputs(circuit.numQubits());
    }

    public Program compile(Engine engine, Precision precision) {
        return engine.compile(circuit, measurement, precision);
    }

    public double[] forward(Engine engine, Precision precision) {
        return forward(compile(engine, precision), precision);
    }

    /** Runs a program into numbers of the precision. */
    public double[] forward(Program program, Precision precision) {
        return outputs(precision, y -> program.forward(input, y));
    }

    /** What is written into numbers of the precision. */
    double[] outputs(Precision precision, Consumer<RealView> writer) {
        int size = batch() * numOutputs();
        if (precision == Precision.DOUBLE) {
            double[] y = new double[size];
            writer.accept(RealView.of(y, batch(), numOutputs()));
            return y;
        }
        float[] y = new float[size];
        writer.accept(RealView.of(y, batch(), numOutputs()));
        return IntStream.range(0, size).mapToDouble(i -> y[i]).toArray();
    }

    public Gradient backward(Engine engine, Precision precision, double[] cotangent) {
        return backward(compile(engine, precision), cotangent);
    }

    public Gradient backward(Program program, double[] cotangent) {
        return backward((dy, gradient) -> program.backward(input, dy, gradient), cotangent);
    }

    Gradient backward(Pullback pullback, double[] cotangent) {
        double[] states = new double[input.initialStates().isPresent() ? batch() * (2 << circuit.numQubits()) : 0];
        EngineGradient gradient = new EngineGradient(
                angles(), input.initialStates().map(view -> RealView.of(states, view.rows(), view.columns())));
        pullback.backward(RealView.of(cotangent, batch(), numOutputs()), gradient);
        return new Gradient(gradient.angles(), states);
    }

    /** The size that errors are measured against: 1, the weights of the observables, or the norm of initial states. */
    public double scale() {
        double scale = 1;
        if (measurement instanceof Measurement.Expectations expectations) {
            for (PauliSum observable : expectations.observables()) {
                scale = Math.max(
                        scale,
                        observable.terms().stream()
                                .mapToDouble(term -> Math.abs(term.coefficient()))
                                .sum());
            }
        }
        return input.initialStates().isPresent() ? scale * (1 << circuit.numQubits()) : scale;
    }
}
