package org.dl4jquantum.sim.engine.library;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.PlanOp;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;
import org.dl4jquantum.sim.plan.QubitRun;
import org.dl4jquantum.sim.plan.Step;
import org.dl4jquantum.sim.plan.Word;

/** A plan, and what is measured at its end, as the words and reals that {@code dlq.h} describes. */
public final class PlanCode {
    private static final int START_X = 0;
    private static final int START_Y = 1;
    private static final int START_Z = 2;
    private static final int START_PHASE = 3;
    private static final int START_MATRIX = 4;

    private static final int ROTATION = 0;
    private static final int DIAGONAL = 1;
    private static final int BLOCK = 2;

    private static final int EXPECTATIONS = 0;
    private static final int PROBABILITIES = 1;
    private static final int STATE_VECTOR = 2;

    private final LongStream.Builder wordsSoFar = LongStream.builder();
    private final DoubleStream.Builder realsSoFar = DoubleStream.builder();
    private int numReals;

    private final long[] words;
    private final double[] reals;

    public PlanCode(Plan plan, int numSlots, Measurement measurement) {
        add(plan.numQubits());
        add(numSlots);
        add(plan.starts().isEmpty() ? 0 : 1);
        plan.starts().forEach(this::add);
        add(plan.operations().size());
        plan.operations().forEach(this::add);
        add(measurement, plan);
        words = wordsSoFar.build().toArray();
        reals = realsSoFar.build().toArray();
    }

    public long[] words() {
        return words;
    }

    public double[] reals() {
        return reals;
    }

    private void add(QubitRun run) {
        add(run.steps().size());
        for (Step step : run.steps()) {
            if (step instanceof Step.Rotation rotation) {
                add(kind(rotation));
                add(rotation.slot());
                addReal(rotation.scale() / 2);
            } else if (step instanceof Step.Unitary unitary) {
                add(START_MATRIX);
                // On no target but a control it is a phase.
                addReals(unitary.matrix().controlled(Long.bitCount(unitary.controls())));
            }
        }
    }

    /** A rotation on one qubit; one that has a control acts on nothing else, and is a phase. */
    private static int kind(Step.Rotation rotation) {
        if (rotation.controls() != 0) {
            return START_PHASE;
        }
        if (rotation.xMask() == 0) {
            return START_Z;
        }
        return rotation.zMask() == 0 ? START_X : START_Y;
    }

    private void add(PlanOp operation) {
        if (operation instanceof PlanOp.Rotation rotation) {
            add(ROTATION);
            add(rotation.word());
            add(rotation.slot());
            addReal(rotation.factor());
        } else if (operation instanceof PlanOp.Diagonal diagonal) {
            add(DIAGONAL);
            add(diagonal.terms().size());
            for (PlanOp.Rotation term : diagonal.terms()) {
                add(term.word().parity());
                add(term.slot());
                addReal(term.factor());
            }
        } else if (operation instanceof PlanOp.Block block) {
            add(BLOCK);
            add(block.targets().size());
            add(block.controls().size());
            for (List<StoredQubit> qubits : List.of(block.targets(), block.controls())) {
                for (StoredQubit qubit : qubits) {
                    add(qubit.flip());
                    add(qubit);
                }
            }
            addReals(block.matrix());
        }
    }

    private void add(Measurement measurement, Plan plan) {
        if (measurement instanceof Measurement.Expectations expectations) {
            List<PauliSum> observables = expectations.observables();
            add(EXPECTATIONS);
            add(observables.size());
            add(observables.stream()
                    .mapToInt(observable -> observable.terms().size())
                    .sum());
            for (int output = 0; output < observables.size(); output++) {
                for (PauliSum.Term term : observables.get(output).terms()) {
                    add(output);
                    add(plan.word(term.string()));
                    addReal(term.coefficient());
                }
            }
        } else if (measurement instanceof Measurement.Probabilities probabilities) {
            add(PROBABILITIES);
            add(probabilities.qubits().size());
            plan.qubits(probabilities).forEach(this::add);
        } else {
            add(STATE_VECTOR);
            plan.qubits().forEach(this::add);
        }
    }

    private void add(Word word) {
        add(word.flip());
        add(word.parity());
        add(word.turns());
    }

    private void add(StoredQubit qubit) {
        add(qubit.parity());
        add(qubit.offset() ? 1 : 0);
    }

    private void add(long word) {
        wordsSoFar.add(word);
    }

    /** Puts a real aside, and its place into the code. */
    private void addReal(double value) {
        add(numReals);
        realsSoFar.add(value);
        numReals++;
    }

    private void addReals(ComplexMatrix matrix) {
        add(numReals);
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.size(); column++) {
                realsSoFar.add(matrix.re(row, column));
                realsSoFar.add(matrix.im(row, column));
                numReals += 2;
            }
        }
    }
}
