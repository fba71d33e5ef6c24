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

/** A measurement of the final state of a plan, and where its gradient starts, for one tile at a time. */
final class ReadOut {
    /** So many diagonal words cost less one by one. */
    private static final int FEW = 2;

    private final Measurement measurement;
    private final int numOutputs;
    private final List<StoredQubit> measured;
    /** Diagonal words, where they are many: sums over all rows at once, with the signs of all parities. */
    private final List<Term> diagonal = new ArrayList<>();

    private final List<Term> others = new ArrayList<>();
    /** A row for each output, and one for a word. */
    private final Table room;

    /** A weighted word that contributes to an expectation. */
    private record Term(int output, double coefficient, RealWord word) {
        double signedCoefficient() {
            return word.negative() ? -coefficient : coefficient;
        }
    }

    ReadOut(Measurement measurement, Plan plan, Layout layout) {
        this.measurement = measurement;
        numOutputs = measurement.numOutputs(plan.numQubits());
        measured = measurement instanceof Probabilities probabilities ? plan.qubits(probabilities) : plan.qubits();
        room = new Table(measurement instanceof Measurement.StateVector ? 1 : numOutputs + 1, layout.samples());
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < numOutputs; k++) {
                for (PauliSum.Term term : expectations.observables().get(k).terms()) {
                    RealWord word = RealWord.of(plan.word(term.string()), layout);
                    (term.string().isDiagonal() ? diagonal : others).add(new Term(k, term.coefficient(), word));
                }
            }
        }
        if (diagonal.size() <= FEW) {
            others.addAll(diagonal);
            diagonal.clear();
        }
    }

    /** Writes the outputs; destroys {@code scratch}. */
    void outputs(State psi, State scratch, RealView outputs, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            psi.store(outputs, measured, first, count);
            return;
        }
        room.clear();
        if (measurement instanceof Probabilities) {
            psi.probabilities(measured, room);
        }
        if (!diagonal.isEmpty()) {
            scratch.magnitudes(psi);
            scratch.transformRows();
        }
        for (Term term : diagonal) {
            scratch.addTransformed(term.word(), clearWordRow(), numOutputs);
            addToOutput(term.output(), term.signedCoefficient(), count);
        }
        for (Term term : others) {
            psi.addOverlap(psi, term.word(), clearWordRow(), numOutputs);
            addToOutput(term.output(), term.coefficient(), count);
        }
        for (int k = 0; k < numOutputs; k++) {
            for (int sample = 0; sample < count; sample++) {
                outputs.set(first + sample, k, room.get(k, sample));
            }
        }
    }

    private Table clearWordRow() {
        Arrays.fill(room.row(numOutputs), 0);
        return room;
    }

    private void addToOutput(int output, double coefficient, int count) {
        for (int sample = 0; sample < count; sample++) {
            room.add(output, sample, coefficient * room.get(numOutputs, sample));
        }
    }

    /** Fills the cotangent {@code dL/dre + i dL/dim} of the final state psi. */
    void cotangent(State psi, State cotangent, RealView outputCotangent, int first, int count) {
        if (measurement instanceof Measurement.StateVector) {
            cotangent.load(outputCotangent, measured, first, count);
            return;
        }
        room.clear();
        if (measurement instanceof Probabilities) {
            for (int k = 0; k < numOutputs; k++) {
                fillWeights(k, k, 1, outputCotangent, first, count);
            }
            cotangent.copyFrom(psi);
            cotangent.weightOutcomes(measured, room);
            return;
        }
        cotangent.clear();
        for (Term term : diagonal) {
            fillWeights(numOutputs, term.output(), term.signedCoefficient(), outputCotangent, first, count);
            cotangent.addToTransformed(term.word(), room, numOutputs);
        }
        if (!diagonal.isEmpty()) {
            cotangent.transformRows();
            cotangent.weighted(psi);
        }
        for (Term term : others) {
            fillWeights(numOutputs, term.output(), term.coefficient(), outputCotangent, first, count);
            cotangent.addImage(psi, term.word(), room, numOutputs);
        }
    }

    /** An expectation of W changes by twice the real part of {@code <psi|W|change>}. */
    private void fillWeights(int row, int output, double coefficient, RealView outputCotangent, int first, int count) {
        for (int sample = 0; sample < count; sample++) {
            room.set(row, sample, 2 * coefficient * outputCotangent.get(first + sample, output));
        }
    }
}
