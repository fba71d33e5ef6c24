package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.List;

/** Sweeps of rotations over the parts of states. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleSweeps {
    private final int length;
    private final Pieces pieces;
    private final DoubleWords words;
    /** For each piece and rotation, sums along a row; as many rotations as a sweep has had. */
    private double[][][] found;

    DoubleSweeps(Layout layout, DoubleWords words) {
        length = layout.rowLength();
        pieces = new Pieces(layout);
        this.words = words;
        found = new double[pieces.count()][0][];
    }

    void turn(double[][] parts, Sweep sweep, Turn[] turns) {
        int cosets = sweep.numCosets(parts.length);
        pieces.forEach(piece -> {
            for (int coset = pieces.start(piece, cosets); coset < pieces.start(piece + 1, cosets); coset++) {
                turnCoset(parts, sweep.first(coset), sweep, turns);
            }
        });
    }

    private void clearFound(int rotations) {
        if (found[0].length < rotations) {
            found = new double[pieces.count()][rotations][length];
        }
        for (double[][] ofPiece : found) {
            for (int k = 0; k < rotations; k++) {
                Arrays.fill(ofPiece[k], 0);
            }
        }
    }

    private static void turnCoset(double[][] parts, int first, Sweep sweep, Turn[] turns) {
        List<RealWord> words = sweep.words();
        for (int k = 0; k < turns.length; k++) {
            boolean two = k + 1 < turns.length && !turns[k].cotangent() && !turns[k + 1].cotangent();
            if (two && words.get(k).flip() != words.get(k + 1).flip()) {
                turnTwice(parts, first, sweep.span(), words.get(k), turns[k], words.get(k + 1), turns[k + 1]);
                k++;
            } else {
                turn(parts, first, sweep.span(), words.get(k), turns[k]);
            }
        }
    }

    /** Turns both states, and adds {@code <bra|M|ket>} of each rotation to a row; the last rotation turns first. */
    void turnBoth(double[][] bra, double[][] ket, Sweep sweep, Turn[] turns, Table sums) {
        int cosets = sweep.numCosets(ket.length);
        clearFound(turns.length);
        pieces.forEach(piece -> {
            for (int coset = pieces.start(piece, cosets); coset < pieces.start(piece + 1, cosets); coset++) {
                int first = sweep.first(coset);
                for (int k = turns.length - 1; k >= 0; k--) {
                    RealWord word = sweep.words().get(k);
                    sumAndTurn(bra, ket, first, sweep.span(), word, turns[k], found[piece][k]);
                    turn(bra, first, sweep.span(), word, turns[k]);
                }
            }
        });
        for (double[][] ofPiece : found) {
            for (int k = 0; k < turns.length; k++) {
                words.addOverLow(ofPiece[k], sums, k);
            }
        }
    }

    // One loop a method: where several are inlined beside each other, the compiler leaves some without vector code.

    private static void turn(double[][] parts, int first, int[] span, RealWord word, Turn turn) {
        if (turn.cotangent()) {
            turnByCotangent(parts, first, span, word, (double) turn.ratio());
        } else {
            turnByTangent(parts, first, span, word, (double) turn.ratio());
        }
    }

    private static void turnByTangent(double[][] parts, int first, int[] span, RealWord word, double t) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                DoubleKernels.turnByTangent(parts[part], parts[part ^ word.flip()], t);
            }
        }
    }

    /** Two rotations by tangents, on four parts at a time: half the way through memory. */
    private static void turnTwice(
            double[][] parts, int first, int[] span, RealWord word, Turn turn, RealWord other, Turn otherTurn) {
        var t = (double) turn.ratio();
        var u = (double) otherTurn.ratio();
        for (int offset : span) {
            int a = first ^ offset;
            int b = a ^ word.flip();
            int c = a ^ other.flip();
            int d = b ^ other.flip();
            // Of the four parts two are first of a pair.
            if (word.isMinus(a) && a < (word.isMinus(c) ? c : d)) {
                DoubleKernels.turnByTangents(
                        parts[a],
                        parts[b],
                        parts[c],
                        parts[d],
                        t,
                        word.isMinus(c) ? t : -t,
                        other.isMinus(a) ? u : -u,
                        other.isMinus(b) ? u : -u);
            }
        }
    }

    private static void turnByCotangent(double[][] parts, int first, int[] span, RealWord word, double t) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                DoubleKernels.turnByCotangent(parts[part], parts[part ^ word.flip()], t);
            }
        }
    }

    private static void sumAndTurn(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, Turn turn, double[] sums) {
        if (turn.cotangent()) {
            sumAndTurnByCotangent(bra, ket, first, span, word, (double) turn.ratio(), sums);
        } else {
            sumAndTurnByTangent(bra, ket, first, span, word, (double) turn.ratio(), sums);
        }
    }

    private static void sumAndTurnByTangent(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, double t, double[] sums) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                int partner = part ^ word.flip();
                DoubleKernels.sumAndTurnByTangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
            }
        }
    }

    private static void sumAndTurnByCotangent(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, double t, double[] sums) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                int partner = part ^ word.flip();
                DoubleKernels.sumAndTurnByCotangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
            }
        }
    }
}
