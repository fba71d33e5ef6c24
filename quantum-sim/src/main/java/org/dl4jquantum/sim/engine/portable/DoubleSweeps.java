package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Sweeps of rotations over the parts of states. */
final class DoubleSweeps {
    private final int length;
    private final Pieces pieces;
    private final DoubleWords words;
    private final DoubleTurns each;
    /** For each piece and rotation, sums along a row; as many rotations as a sweep has had. */
    private double[][][] found;

    DoubleSweeps(Layout layout, DoubleWords words, DoubleTurns each) {
        length = layout.rowLength();
        pieces = new Pieces(layout);
        this.words = words;
        this.each = each;
        found = new double[pieces.count()][0][];
    }

    void turn(double[][] parts, Sweep sweep, Turn[] turns) {
        int cosets = sweep.numCosets(parts.length);
        pieces.forEach(piece -> {
            for (int coset = pieces.start(piece, cosets); coset < pieces.start(piece + 1, cosets); coset++) {
                each.turn(parts, sweep.first(coset), sweep, turns);
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

    /** Turns both states, and adds {@code <bra|M|ket>} of each rotation to a row; the last rotation turns first. */
    void turnBoth(double[][] bra, double[][] ket, Sweep sweep, Turn[] turns, Table sums) {
        int cosets = sweep.numCosets(ket.length);
        clearFound(turns.length);
        pieces.forEach(piece -> {
            for (int coset = pieces.start(piece, cosets); coset < pieces.start(piece + 1, cosets); coset++) {
                each.turnBoth(bra, ket, sweep.first(coset), sweep, turns, found[piece]);
            }
        });
        for (double[][] ofPiece : found) {
            for (int k = 0; k < turns.length; k++) {
                words.addOverLow(ofPiece[k], sums, k);
            }
        }
    }
}
