package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
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

    void outputs(State psi, int samples, RealView outputs, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            psi.store(outputs, measured, first, count);
            return;
        }
        Table values = new Table(numOutputs, samples);
        if (measurement instanceof Probabilities) {
            psi.probabilities(measured, values);
        }
        Table value = new Table(1, samples);
        for (Term term : terms) {
            value.clear();
            psi.overlap(psi, term.word(), false, value, 0);
            for (int sample = 0; sample < count; sample++) {
                values.add(term.output(), sample, term.coefficient() * value.get(0, sample));
            }
        }
        for (int k = 0; k < numOutputs; k++) {
            for (int sample = 0; sample < count; sample++) {
                outputs.set(first + sample, k, values.get(k, sample));
            }
        }
    }

    /** Fills the cotangent {@code dL/dre + i dL/dim} of the final state psi. */
    void cotangent(State psi, State cotangent, int samples, RealView outputCotangent, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            cotangent.load(outputCotangent, measured, first, count);
        } else if (measurement instanceof Probabilities) {
            Table weights = new Table(numOutputs, samples);
            for (int k = 0; k < numOutputs; k++) {
                for (int sample = 0; sample < count; sample++) {
                    weights.set(k, sample, 2 * outputCotangent.get(first + sample, k));
                }
            }
            cotangent.copyFrom(psi);
            cotangent.weightOutcomes(measured, weights);
        } else {
            cotangent.clear();
            Table weights = new Table(1, samples);
            for (Term term : terms) {
                for (int sample = 0; sample < count; sample++) {
                    double weight = 2 * term.coefficient() * outputCotangent.get(first + sample, term.output());
                    weights.set(0, sample, weight);
                }
                cotangent.addImage(psi, term.word(), weights, 0);
            }
        }
    }
}
