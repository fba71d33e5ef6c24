package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.plan.PlanOp;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/**
 * Neighbouring rotations of a plan, applied to a few parts of the state one after the other before the next few: so these
 * stay in the first-level cache. The parts that the rotations couple are a coset of the flips' span.
 */
final class Sweep {
    /** What the parts of a coset may take, for each of two states. */
    private static final int COSET_BYTES = 1 << 14;
    /** Each may leave out a factor of 0.24, and the states are not looked after before the sweep ends. */
    private static final int MOST_ROTATIONS = 16;

    private final List<Rotation> rotations = new ArrayList<>();
    private final List<RealWord> words = new ArrayList<>();
    /** The span of the flips: part 0 and all it is coupled to. */
    private int[] span = {0};
    /** Bits that a coset's first part has not: the leading ones of a basis. */
    private int leading;

    private Sweep() {}

    /** A sweep of one rotation. */
    static Sweep of(Rotation rotation, Layout layout) {
        Sweep sweep = new Sweep();
        sweep.add(rotation, RealWord.generator(rotation.word(), layout));
        return sweep;
    }

    /** For every operation the sweep it belongs to, or null if it is no rotation. */
    static Sweep[] of(List<PlanOp> operations, Layout layout, Precision precision) {
        int most = Math.max(2, COSET_BYTES / (layout.rowLength() * precision.bytes()));
        Sweep[] sweeps = new Sweep[operations.size()];
        for (int i = 0; i < sweeps.length; i++) {
            if (operations.get(i) instanceof Rotation rotation) {
                Sweep sweep = i > 0 && sweeps[i - 1] != null ? sweeps[i - 1] : new Sweep();
                RealWord word = RealWord.generator(rotation.word(), layout);
                sweeps[i] = sweep.takes(word, most) ? sweep : new Sweep();
                sweeps[i].add(rotation, word);
            }
        }
        return sweeps;
    }

    private boolean takes(RealWord word, int mostParts) {
        boolean alike = words.isEmpty() || (isOnRows() && word.isOnRows());
        return alike && size() < MOST_ROTATIONS && (rest(word.flip()) == 0 || 2 * span.length <= mostParts);
    }

    private void add(Rotation rotation, RealWord word) {
        rotations.add(rotation);
        words.add(word);
        int rest = rest(word.flip());
        if (rest != 0) {
            int[] grown = new int[2 * span.length];
            for (int i = 0; i < span.length; i++) {
                grown[i] = span[i];
                grown[i + span.length] = span[i] ^ rest;
            }
            span = grown;
            leading |= Integer.highestOneBit(rest);
        }
    }

    /** A mask without what the span can give it; 0 within the span. */
    private int rest(int mask) {
        int rest = mask;
        for (int basis = 1; basis < span.length; basis *= 2) {
            rest = Math.min(rest, rest ^ span[basis]);
        }
        return rest;
    }

    List<Rotation> rotations() {
        return rotations;
    }

    /** The generator of each rotation. */
    List<RealWord> words() {
        return words;
    }

    int size() {
        return rotations.size();
    }

    /** Offsets of the parts of a coset from its first. */
    int[] span() {
        return span;
    }

    int numCosets(int numParts) {
        return numParts / span.length;
    }

    /** The first part of a coset: the bits of its number, where no basis vector leads. */
    int first(int coset) {
        int first = 0;
        int left = coset;
        for (int bit = 1; left != 0; bit *= 2) {
            if ((leading & bit) == 0) {
                first |= (left & 1) * bit;
                left >>= 1;
            }
        }
        return first;
    }

    /** Whether all samples, and all positions of a row, turn alike. */
    boolean turnsRows(Angles angles) {
        return isOnRows() && rotations.stream().allMatch(rotation -> rotation.isShared(angles));
    }

    /** Whether two of its rotations may turn four parts at a time: both by tangents, and not the same pairs. */
    boolean couples(Turn[] turns, int k, int other) {
        return !turns[k].cotangent()
                && !turns[other].cotangent()
                && words.get(k).flip() != words.get(other).flip();
    }

    private boolean isOnRows() {
        return words.stream().allMatch(RealWord::isOnRows);
    }
}
