package org.dl4jquantum.sim.engine.portable;

import java.util.IdentityHashMap;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.PlanOp;
import org.dl4jquantum.sim.plan.PlanOp.Block;
import org.dl4jquantum.sim.plan.PlanOp.Diagonal;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/** Scratch memory and walk of one group of samples; used by one thread at a time. */
final class Tile {
    private final Plan plan;
    private final ReadOut readOut;
    private final Layout layout;
    private final int samples;
    private final IdentityHashMap<PlanOp, BlockRows> blocks = new IdentityHashMap<>();
    private final IdentityHashMap<PlanOp, BlockRows> inverseBlocks = new IdentityHashMap<>();
    private final State psi;
    private final State cotangent;
    private final StartState start;
    private final Phases phases;
    /** Cosines and sines of one rotation. */
    private final Table turns;

    private final Table gradient;
    private final LeftOut leftOut = new LeftOut();

    Tile(Plan plan, Measurement measurement, Layout layout, Precision precision) {
        this.plan = plan;
        readOut = new ReadOut(measurement, plan, layout);
        this.layout = layout;
        samples = layout.samples();
        psi = state(layout, precision);
        cotangent = state(layout, precision);
        start = new StartState(plan.starts(), samples);
        phases = new Phases(layout.numQubits());
        turns = new Table(2, samples);
        gradient = new Table(1, samples);
        for (PlanOp operation : plan.operations()) {
            if (operation instanceof Block block) {
                blocks.put(block, new BlockRows(block, layout));
                inverseBlocks.put(block, new BlockRows(block.inverse(), layout));
            }
        }
    }

    /** Bytes of a tile: state, cotangent, and phases of diagonals. */
    static long bytes(Layout layout, Precision precision) {
        return 2 * layout.bytes(precision) + Phases.bytes(layout.numQubits());
    }

    private static State state(Layout layout, Precision precision) {
        return precision == Precision.DOUBLE ? new DoubleState(layout) : new FloatState(layout);
    }

    void forward(EngineInput input, int first, int count, RealView outputs) {
        run(input, first, count);
        readOut.outputs(psi, cotangent, outputs, first, count);
    }

    /** Returns the gradient of shared slots, summed over the tile, by slot. */
    double[] backward(EngineInput input, int first, int count, RealView outputCotangent, EngineGradient result) {
        run(input, first, count);
        readOut.cotangent(psi, cotangent, outputCotangent, first, count);
        Angles angles = input.angles();
        GradientSink sink = new GradientSink(angles, result.angles());
        for (int i = plan.operations().size() - 1; i >= 0; i--) {
            PlanOp operation = plan.operations().get(i);
            if (operation instanceof Rotation rotation) {
                undo(rotation, angles, first, count, sink);
            } else if (operation instanceof Diagonal diagonal) {
                undo(diagonal, angles, first, count, sink);
            } else {
                psi.apply(inverseBlocks.get(operation));
                cotangent.apply(inverseBlocks.get(operation));
            }
        }
        leftOut.settle(psi, cotangent);
        if (input.initialStates().isEmpty()) {
            start.differentiate(cotangent, psi, angles, first, count, sink);
        }
        result.initialStates().ifPresent(view -> cotangent.store(view, plan.startQubits(), first, count));
        return sink.shared();
    }

    private void run(EngineInput input, int first, int count) {
        Angles angles = input.angles();
        if (input.initialStates().isPresent()) {
            psi.load(input.initialStates().get(), plan.startQubits(), first, count);
        } else {
            start.prepare(psi, angles, first, count);
        }
        for (PlanOp operation : plan.operations()) {
            if (operation instanceof Rotation rotation) {
                apply(rotation, angles, first, count);
            } else if (operation instanceof Diagonal diagonal) {
                apply(diagonal, angles, first, count);
            } else {
                psi.apply(blocks.get(operation));
            }
        }
        leftOut.settle(psi);
    }

    private void apply(Rotation rotation, Angles angles, int first, int count) {
        RealWord word = RealWord.generator(rotation.word(), layout);
        if (turnsRows(rotation, word, angles)) {
            Turn turn = Turn.of(rotation.angle(angles, first));
            psi.turn(word, turn);
            leaveOut(turn, psi);
        } else {
            psi.rotate(word, turns(rotation, angles, first, count, 1));
        }
    }

    /** Shared terms as a table of phases where there are many, others one by one. */
    private void apply(Diagonal diagonal, Angles angles, int first, int count) {
        boolean table = Phases.worthwhile(diagonal.terms(), angles);
        for (Rotation term : diagonal.terms()) {
            if (!table || !term.isShared(angles)) {
                apply(term, angles, first, count);
            }
        }
        if (table) {
            psi.multiply(phases.of(diagonal.terms(), angles, first, leftOut.take()), false);
        }
    }

    private void undo(Diagonal diagonal, Angles angles, int first, int count, GradientSink sink) {
        boolean table = Phases.worthwhile(diagonal.terms(), angles);
        for (Rotation term : diagonal.terms()) {
            if (!table || !term.isShared(angles)) {
                undo(term, angles, first, count, sink);
            }
        }
        if (table) {
            phases.differentiate(diagonal.terms(), angles, psi, cotangent, weight(), first, sink);
            Table back = phases.of(diagonal.terms(), angles, first, leftOut.take());
            psi.multiply(back, true);
            cotangent.multiply(back, true);
        }
    }

    /** Adds the gradient {@code Re <cotangent|-i factor W|psi>}, and takes the rotation off both states. */
    private void undo(Rotation rotation, Angles angles, int first, int count, GradientSink sink) {
        RealWord word = RealWord.generator(rotation.word(), layout);
        double weight = rotation.factor() * weight();
        gradient.clear();
        if (turnsRows(rotation, word, angles)) {
            Turn back = Turn.of(-rotation.angle(angles, first));
            psi.turnBoth(cotangent, word, back, gradient, 0);
            leaveOut(back, psi, cotangent);
        } else {
            if (rotation.slot() != Rotation.CONSTANT) {
                psi.addOverlap(cotangent, word, gradient, 0);
            }
            Table back = turns(rotation, angles, first, count, -1);
            psi.rotate(word, back);
            cotangent.rotate(word, back);
        }
        for (int sample = 0; sample < count && rotation.slot() != Rotation.CONSTANT; sample++) {
            sink.add(rotation.slot(), first + sample, weight * gradient.get(0, sample));
        }
    }

    /** Whether a rotation treats all samples, and all positions of a row, alike. */
    private static boolean turnsRows(Rotation rotation, RealWord word, Angles angles) {
        return rotation.isShared(angles) && word.isOnRows();
    }

    /** What products of the two states lack. */
    private double weight() {
        return leftOut.factor() * leftOut.factor();
    }

    private void leaveOut(Turn turn, State... states) {
        leftOut.add(turn);
        if (leftOut.isTooSmall()) {
            leftOut.settle(states);
        }
    }

    private Table turns(Rotation rotation, Angles angles, int first, int count, int direction) {
        boolean shared = rotation.isShared(angles);
        for (int sample = 0; sample < samples; sample++) {
            if (sample == 0 || (!shared && sample < count)) {
                double angle = direction * rotation.angle(angles, first + sample);
                turns.set(0, sample, Math.cos(angle));
                turns.set(1, sample, Math.sin(angle));
            } else {
                turns.set(0, sample, turns.get(0, 0));
                turns.set(1, sample, turns.get(1, 0));
            }
        }
        return turns;
    }
}
