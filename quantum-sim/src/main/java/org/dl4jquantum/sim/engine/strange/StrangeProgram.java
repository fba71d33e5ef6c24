package org.dl4jquantum.sim.engine.strange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.plan.Step;

/** Turns every step into a matrix on the qubits it touches, runs each sample by itself, and measures in double. */
final class StrangeProgram implements Program {
    private final Circuit circuit;
    private final List<Step> steps;
    private final Measurement measurement;

    StrangeProgram(Circuit circuit, Measurement measurement) {
        this.circuit = circuit;
        steps = Step.of(circuit);
        this.measurement = measurement;
    }

    @Override
    public void forward(EngineInput input, RealView outputs) {
        input.validate(circuit);
        IntStream.range(0, input.batch()).parallel().forEach(sample -> {
            double[] y = new FinalState(amplitudes(input.angles(), sample)).measure(measurement, circuit.numQubits());
            for (int k = 0; k < y.length; k++) {
                outputs.set(sample, k, y[k]);
            }
        });
    }

    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        throw new UnsupportedOperationException(
                "engine " + StrangeEngine.NAME + ": has no adjoint; use gradient parameter-shift, or engine java");
    }

    private double[] amplitudes(Angles angles, int sample) {
        StrangeRun run = new StrangeRun(circuit.numQubits());
        for (Step step : steps) {
            List<Integer> qubits = ones(step.controls());
            int numControls = qubits.size();
            if (step instanceof Step.Unitary unitary) {
                qubits.addAll(unitary.targets());
                run.apply(unitary.matrix().controlled(numControls), qubits);
            } else if (step instanceof Step.Rotation rotation) {
                qubits.addAll(ones(rotation.xMask() | rotation.zMask()));
                double angle = rotation.scale() * angles.get(rotation.slot(), sample);
                run.apply(
                        CustomGate.pauliRotation(word(rotation))
                                .controlled(numControls)
                                .matrix(angle),
                        qubits);
            }
        }
        return run.amplitudes();
    }

    /** The letters of a rotation on the qubits where it is not the identity. */
    private String word(Step.Rotation rotation) {
        return new PauliString(circuit.numQubits(), rotation.xMask(), rotation.zMask())
                .toString()
                .replace("I", "");
    }

    /** The qubits of a mask, ascending. */
    private static List<Integer> ones(long mask) {
        List<Integer> qubits = new ArrayList<>();
        for (long left = mask; left != 0; left &= left - 1) {
            qubits.add(Long.numberOfTrailingZeros(left));
        }
        return qubits;
    }
}
