package org.dl4jquantum.sim.engine.portable;

import java.util.IdentityHashMap;
import java.util.stream.Stream;
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
    private final IdentityHashMap<PlanOp, BlockRows> blocks = new IdentityHashMap<>();
    private final IdentityHashMap<PlanOp, BlockRows> inverseBlocks = new IdentityHashMap<>();
    private final State psi;
    private final State cotangent;
    private final StartState start;
    private final Phases phases;
    private final LeftOut leftOut = new LeftOut();
    private final Rotations rotations;
    /** By operation. */
    private final Sweep[] sweeps;
    /** Of terms of diagonals, where they are applied one by one. */
    private final IdentityHashMap<Rotation, Sweep> terms = new IdentityHashMap<>();

    Tile(Plan plan, Measurement measurement, Layout layout, Precision precision, Variant variant) {
        this.plan = plan;
        readOut = new ReadOut(measurement, plan, layout);
        psi = state(layout, precision, variant);
        cotangent = state(layout, precision, variant);
        start = new StartState(plan.starts(), layout.samples());
        phases = new Phases(layout.numQubits());
        sweeps = Sweep.of(plan.operations(), layout, precision);
        int most = Stream.of(sweeps)
                .mapToInt(sweep -> sweep == null ? 1 : sweep.size())
                .max()
                .orElse(1);
        rotations = new Rotations(layout.samples(), most, leftOut);
        for (PlanOp operation : plan.operations()) {
            if (operation instanceof Block block) {
                blocks.put(block, new BlockRows(block, layout));
                inverseBlocks.put(block, new BlockRows(block.inverse(), layout));
            } else if (operation instanceof Diagonal diagonal) {
                diagonal.terms().forEach(term -> terms.put(term, Sweep.of(term, layout)));
            }
        }
    }

    /** Bytes of a tile: state, cotangent, and phases of diagonals. */
    static long bytes(Layout layout, Precision precision) {
        return 2 * layout.bytes(precision) + Phases.bytes(layout.numQubits());
    }

    private static State state(Layout layout, Precision precision, Variant variant) {
        return precision == Precision.DOUBLE
                ? new DoubleState(layout, variant.doubleKernels())
                : new FloatState(layout, variant.floatKernels());
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
        for (int i = sweeps.length; i > 0; ) {
            PlanOp operation = plan.operations().get(i - 1);
            if (operation instanceof Rotation) {
                Sweep sweep = sweeps[i - 1];
                rotations.undo(sweep, psi, cotangent, angles, first, count, sink);
                i -= sweep.size();
                continue;
            }
            if (operation instanceof Diagonal diagonal) {
                undo(diagonal, angles, first, count, sink);
            } else {
                psi.apply(inverseBlocks.get(operation));
                cotangent.apply(inverseBlocks.get(operation));
            }
            i--;
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
        for (int i = 0; i < sweeps.length; ) {
            PlanOp operation = plan.operations().get(i);
            if (operation instanceof Rotation) {
                Sweep sweep = sweeps[i];
                rotations.apply(sweep, psi, angles, first, count);
                i += sweep.size();
                continue;
            }
            if (operation instanceof Diagonal diagonal) {
                apply(diagonal, angles, first, count);
            } else {
                psi.apply(blocks.get(operation));
            }
            i++;
        }
        leftOut.settle(psi);
    }

    /** Shared terms as a table of phases where there are many, others one by one. */
    private void apply(Diagonal diagonal, Angles angles, int first, int count) {
        boolean table = Phases.worthwhile(diagonal.terms(), angles);
        for (Rotation term : diagonal.terms()) {
            if (!table || !term.isShared(angles)) {
                rotations.apply(terms.get(term), psi, angles, first, count);
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
                rotations.undo(terms.get(term), psi, cotangent, angles, first, count, sink);
            }
        }
        if (table) {
            double weight = leftOut.factor() * leftOut.factor();
            phases.differentiate(diagonal.terms(), angles, psi, cotangent, weight, first, sink);
            Table back = phases.of(diagonal.terms(), angles, first, leftOut.take());
            psi.multiply(back, true);
            cotangent.multiply(back, true);
        }
    }
}
