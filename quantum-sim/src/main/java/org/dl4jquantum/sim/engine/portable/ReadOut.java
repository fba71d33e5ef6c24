package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;
import org.dl4jquantum.sim.plan.Word;

/** A measurement of the final state of a plan, and where its gradient starts. Holds no numbers of a call. */
final class ReadOut {
    private final Measurement measurement;
    private final int numOutputs;
    private final List<Term> terms = new ArrayList<>();
    private final List<StoredQubit> measured;

    /** A weighted word that contributes to an expectation. */
    private record Term(int output, double coefficient, Word word) {}

    ReadOut(Measurement measurement, Plan plan) {
        this.measurement = measurement;
        numOutputs = measurement.numOutputs(plan.numQubits());
        measured = measurement instanceof Probabilities probabilities ? plan.qubits(probabilities) : plan.qubits();
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < numOutputs; k++) {
                for (PauliSum.Term term : expectations.observables().get(k).terms()) {
                    terms.add(new Term(k, term.coefficient(), plan.word(term.string())));
                }
            }
        }
    }

    /** Scratch memory for a tile: a row for each output, and one for a word. */
    Table room(int samples) {
        return new Table(measurement instanceof Measurement.StateVector ? 1 : numOutputs + 1, samples);
    }

    void outputs(State psi, Table room, RealView outputs, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            psi.store(outputs, measured, first, count);
            return;
        }
        room.clear();
        if (measurement instanceof Probabilities) {
            psi.probabilities(measured, room);
        }
        double[] value = room.row(numOutputs);
        for (Term term : terms) {
            Arrays.fill(value, 0);
            psi.overlap(psi, term.word(), false, room, numOutputs);
            for (int sample = 0; sample < count; sample++) {
                room.add(term.output(), sample, term.coefficient() * value[sample]);
            }
        }
        for (int k = 0; k < numOutputs; k++) {
            for (int sample = 0; sample < count; sample++) {
                outputs.set(first + sample, k, room.get(k, sample));
            }
        }
    }

    /** Fills the cotangent {@code dL/dre + i dL/dim} of the final state psi. */
    void cotangent(State psi, State cotangent, Table room, RealView outputCotangent, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            cotangent.load(outputCotangent, measured, first, count);
        } else if (measurement instanceof Probabilities) {
            room.clear();
            for (int k = 0; k < numOutputs; k++) {
                for (int sample = 0; sample < count; sample++) {
                    room.set(k, sample, 2 * outputCotangent.get(first + sample, k));
                }
            }
            cotangent.copyFrom(psi);
            cotangent.weightOutcomes(measured, room);
        } else {
            cotangent.clear();
            room.clear();
            for (Term term : terms) {
                for (int sample = 0; sample < count; sample++) {
                    double weight = 2 * term.coefficient() * outputCotangent.get(first + sample, term.output());
                    room.set(numOutputs, sample, weight);
                }
                cotangent.addImage(psi, term.word(), room, numOutputs);
            }
        }
    }
}
