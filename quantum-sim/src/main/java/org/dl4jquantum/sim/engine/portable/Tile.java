package org.dl4jquantum.sim.engine.portable;

import java.util.IdentityHashMap;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.PlanOp;
import org.dl4jquantum.sim.plan.PlanOp.Block;
import org.dl4jquantum.sim.plan.PlanOp.Diagonal;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/** Scratch memory and walk of one group of samples; used by one thread at a time. */
final class Tile {
    private final Plan plan;
    private final ReadOut readOut;
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
    private final Table room;

    Tile(Plan plan, ReadOut readOut, Layout layout, Precision precision) {
        this.plan = plan;
        this.readOut = readOut;
        samples = layout.samples();
        psi = state(layout, precision);
        cotangent = state(layout, precision);
        start = new StartState(plan.starts(), samples);
        phases = new Phases(layout.numQubits());
        turns = new Table(2, samples);
        gradient = new Table(1, samples);
        room = readOut.room(samples);
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
        readOut.outputs(psi, room, outputs, first, count);
    }

    /** Returns the gradient of shared slots, summed over the tile, by slot. */
    double[] backward(EngineInput input, int first, int count, RealView outputCotangent, EngineGradient result) {
        run(input, first, count);
        readOut.cotangent(psi, cotangent, room, outputCotangent, first, count);
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
                psi.rotate(rotation.word(), turns(rotation, angles, first, count, 1));
            } else if (operation instanceof Diagonal diagonal) {
                apply(diagonal, angles, first, count);
            } else {
                psi.apply(blocks.get(operation));
            }
        }
    }

    /** Shared terms as a table of phases where there are many, others one by one. */
    private void apply(Diagonal diagonal, Angles angles, int first, int count) {
        boolean table = Phases.worthwhile(diagonal.terms(), angles);
        for (Rotation term : diagonal.terms()) {
            if (!table || !term.isShared(angles)) {
                psi.rotate(term.word(), turns(term, angles, first, count, 1));
            }
        }
        if (table) {
            psi.multiply(phases.of(diagonal.terms(), angles, first), false);
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
            phases.differentiate(diagonal.terms(), angles, psi, cotangent, first, sink);
            Table back = phases.of(diagonal.terms(), angles, first);
            psi.multiply(back, true);
            cotangent.multiply(back, true);
        }
    }

    /** Adds the gradient {@code Re <cotangent|-i factor W|psi>}, and takes the rotation off both states. */
    private void undo(Rotation rotation, Angles angles, int first, int count, GradientSink sink) {
        if (rotation.slot() != Rotation.CONSTANT) {
            gradient.clear();
            psi.overlap(cotangent, rotation.word(), true, gradient, 0);
            for (int sample = 0; sample < count; sample++) {
                sink.add(rotation.slot(), first + sample, rotation.factor() * gradient.get(0, sample));
            }
        }
        Table back = turns(rotation, angles, first, count, -1);
        psi.rotate(rotation.word(), back);
        cotangent.rotate(rotation.word(), back);
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
