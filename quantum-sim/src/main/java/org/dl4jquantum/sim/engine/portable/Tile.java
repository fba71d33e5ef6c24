package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.plan.Step;

/** Scratch memory and walk of one group of samples; used by one thread at a time. */
final class Tile {
    private final List<Step> steps;
    private final Measurement measurement;
    /** Plans of the constant steps, and of their inverses, by position; rotations have none. */
    private final List<UnitaryPlan> plans = new ArrayList<>();

    private final List<UnitaryPlan> inversePlans = new ArrayList<>();
    private final State psi;
    private final State cotangent;
    /** Outputs or their cotangents, [numOutputs, samples]. */
    private final SampleValues values;

    private final SampleValues gradient;
    private final int numOutputs;

    Tile(Layout layout, Precision precision, List<Step> steps, Measurement measurement) {
        this.steps = steps;
        this.measurement = measurement;
        for (Step step : steps) {
            boolean constant = step instanceof Step.Unitary;
            plans.add(constant ? new UnitaryPlan((Step.Unitary) step, layout) : null);
            inversePlans.add(constant ? new UnitaryPlan(((Step.Unitary) step).inverse(), layout) : null);
        }
        psi = state(layout, precision);
        cotangent = state(layout, precision);
        numOutputs = measurement.numOutputs(layout.numQubits());
        values = new SampleValues(measurement instanceof Measurement.StateVector ? 0 : numOutputs, layout.samples());
        gradient = new SampleValues(1, layout.samples());
    }

    private static State state(Layout layout, Precision precision) {
        return precision == Precision.DOUBLE ? new DoubleState(layout) : new FloatState(layout);
    }

    void forward(EngineInput input, int first, int count, RealView outputs) {
        run(input, first, count);
        if (measurement instanceof Measurement.StateVector) {
            psi.store(outputs, first, count);
            return;
        }
        values.clear();
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < numOutputs; k++) {
                for (PauliSum.Term term : expectations.observables().get(k).terms()) {
                    psi.overlap(psi, Word.of(term.string(), term.coefficient()), false, values, k);
                }
            }
        } else if (measurement instanceof Probabilities probabilities) {
            psi.probabilities(probabilities, values);
        }
        for (int k = 0; k < numOutputs; k++) {
            for (int sample = 0; sample < count; sample++) {
                outputs.set(first + sample, k, values.get(k, sample));
            }
        }
    }

    /** Returns the gradient of shared slots, summed over the tile, by slot. */
    double[] backward(EngineInput input, int first, int count, RealView outputCotangent, EngineGradient result) {
        run(input, first, count);
        startCotangent(first, count, outputCotangent);
        Angles angles = input.angles();
        double[] shared = new double[angles.numSlots()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Step.Rotation rotation) {
                // d exp(-i t G) / dt = -i G exp(-i t G).
                gradient.clear();
                psi.overlap(cotangent, Word.generatorOf(rotation), true, gradient, 0);
                for (int sample = 0; sample < count; sample++) {
                    if (angles.isShared(rotation.slot())) {
                        shared[rotation.slot()] += gradient.get(0, sample);
                    } else {
                        result.angles()[angles.index(rotation.slot(), first + sample)] = gradient.get(0, sample);
                    }
                }
                psi.rotate(rotation, angles, first, count, true);
                cotangent.rotate(rotation, angles, first, count, true);
            } else {
                psi.apply(inversePlans.get(i));
                cotangent.apply(inversePlans.get(i));
            }
        }
        result.initialStates().ifPresent(view -> cotangent.store(view, first, count));
        return shared;
    }

    private void run(EngineInput input, int first, int count) {
        if (input.initialStates().isPresent()) {
            psi.load(input.initialStates().get(), first, count);
        } else {
            psi.reset();
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Rotation rotation) {
                psi.rotate(rotation, input.angles(), first, count, false);
            } else {
                psi.apply(plans.get(i));
            }
        }
    }

    private void startCotangent(int first, int count, RealView outputCotangent) {
        if (measurement instanceof Measurement.StateVector) {
            cotangent.load(outputCotangent, first, count);
            return;
        }
        values.clear();
        for (int k = 0; k < numOutputs; k++) {
            for (int sample = 0; sample < count; sample++) {
                values.set(k, sample, outputCotangent.get(first + sample, k));
            }
        }
        if (measurement instanceof Expectations expectations) {
            cotangent.clear();
            for (int k = 0; k < numOutputs; k++) {
                for (PauliSum.Term term : expectations.observables().get(k).terms()) {
                    cotangent.addImage(psi, Word.of(term.string(), 2 * term.coefficient()), values, k);
                }
            }
        } else if (measurement instanceof Probabilities probabilities) {
            cotangent.copyFrom(psi);
            cotangent.weightOutcomes(probabilities, values);
        }
    }
}
