package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/** Sweeps of rotations over the states of a tile, and their gradients. */
final class Rotations {
    private final LeftOut leftOut;
    /** The angles of one rotation, where every sample has its own. */
    private final double[] own;
    /** Its cosines and sines. */
    private final Table turns;
    /** Gradients by sample, a row for each rotation of a sweep. */
    private final Table sums;

    Rotations(int samples, int mostInSweep, LeftOut leftOut) {
        this.leftOut = leftOut;
        own = new double[samples];
        turns = new Table(2, samples);
        sums = new Table(mostInSweep, samples);
    }

    void apply(Sweep sweep, State psi, Angles angles, int first, int count) {
        if (sweep.turnsRows(angles)) {
            Turn[] shared = sharedTurns(sweep, angles, first, 1);
            psi.turn(sweep, shared);
            for (Turn turn : shared) {
                leftOut.add(turn);
            }
            leftOut.settleIfSmall(psi);
            return;
        }
        for (int k = 0; k < sweep.size(); k++) {
            psi.rotate(sweep.words().get(k), turns(sweep.rotations().get(k), angles, first, count, 1));
        }
    }

    /** Takes rotations off both states, and adds the gradient {@code Re <cotangent|-i factor W|psi>} of each. */
    void undo(Sweep sweep, State psi, State cotangent, Angles angles, int first, int count, GradientSink sink) {
        sums.clear();
        if (sweep.turnsRows(angles)) {
            Turn[] back = sharedTurns(sweep, angles, first, -1);
            psi.turnBoth(cotangent, sweep, back, sums);
            for (int k = back.length - 1; k >= 0; k--) {
                deliver(sweep.rotations().get(k), k, first, count, sink);
                leftOut.add(back[k]);
            }
            leftOut.settleIfSmall(psi, cotangent);
            return;
        }
        for (int k = sweep.size() - 1; k >= 0; k--) {
            Rotation rotation = sweep.rotations().get(k);
            RealWord word = sweep.words().get(k);
            if (rotation.slot() != Rotation.CONSTANT) {
                psi.addOverlap(cotangent, word, sums, k);
                deliver(rotation, k, first, count, sink);
            }
            Table back = turns(rotation, angles, first, count, -1);
            psi.rotate(word, back);
            cotangent.rotate(word, back);
        }
    }

    /** Sums lack what the states lack, once for each of the two. */
    private void deliver(Rotation rotation, int row, int first, int count, GradientSink sink) {
        double weight = rotation.factor() * leftOut.factor() * leftOut.factor();
        for (int sample = 0; sample < count && rotation.slot() != Rotation.CONSTANT; sample++) {
            sink.add(rotation.slot(), first + sample, weight * sums.get(row, sample));
        }
    }

    private static Turn[] sharedTurns(Sweep sweep, Angles angles, int sample, int direction) {
        List<Rotation> rotations = sweep.rotations();
        Turn[] turns = new Turn[rotations.size()];
        for (int k = 0; k < turns.length; k++) {
            turns[k] = Turn.of(direction * rotations.get(k).angle(angles, sample));
        }
        return turns;
    }

    private Table turns(Rotation rotation, Angles angles, int first, int count, int direction) {
        if (rotation.isShared(angles)) {
            double angle = direction * rotation.angle(angles, first);
            Arrays.fill(turns.row(0), Math.cos(angle));
            Arrays.fill(turns.row(1), Math.sin(angle));
        } else {
            for (int sample = 0; sample < count; sample++) {
                own[sample] = direction * rotation.angle(angles, first + sample);
            }
            // What an earlier call left would enter sums over the tile.
            Arrays.fill(own, count, own.length, 0);
            Sines.of(own, turns.row(0), turns.row(1));
        }
        return turns;
    }
}
