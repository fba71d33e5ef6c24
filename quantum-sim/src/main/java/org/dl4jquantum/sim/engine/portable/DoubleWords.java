package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Rotations about words, expectations and images of words, on the parts of states. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleWords {
    private final Layout layout;
    private final int length;
    /** Along a row: the cosine of a rotation, or sums. */
    private final double[] c;
    /** Along a row: the sine of a rotation, or weights, with low signs; and its negative. */
    private final double[] s;

    private final double[] minusS;
    /** A partner with its positions shuffled, and the part itself where both change. */
    private final double[] shuffled;

    private final double[] other;

    DoubleWords(Layout layout) {
        this.layout = layout;
        length = layout.rowLength();
        c = new double[length];
        s = new double[length];
        minusS = new double[length];
        shuffled = new double[length];
        other = new double[length];
    }

    void turn(double[][] parts, Sweep sweep, Turn[] turns) {
        int first = 0;
        do {
            for (int k = 0; k < sweep.size(); k++) {
                turn(parts, first, sweep.span(), sweep.words().get(k), turns[k]);
            }
            first = sweep.next(first, parts.length);
        } while (first != 0);
    }

    /** Turns both states, and adds {@code <bra|M|ket>} of each rotation to a row; the last rotation turns first. */
    void turnBoth(double[][] bra, double[][] ket, Sweep sweep, Turn[] turns, Table sums) {
        double[][] found = new double[sweep.size()][length];
        int first = 0;
        do {
            for (int k = sweep.size() - 1; k >= 0; k--) {
                RealWord word = sweep.words().get(k);
                sumAndTurn(bra, ket, first, sweep.span(), word, turns[k], found[k]);
                turn(bra, first, sweep.span(), word, turns[k]);
            }
            first = sweep.next(first, ket.length);
        } while (first != 0);
        for (int k = 0; k < found.length; k++) {
            addOverLow(found[k], sums, k);
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

    void rotate(double[][] parts, RealWord word, Table turns) {
        spread(turns, 0, c);
        spread(turns, 1, s);
        signLow(word);
        for (int part = 0; part < parts.length; part++) {
            int partner = part ^ word.flip();
            if (word.lowFlip() != 0) {
                if (part <= partner) {
                    rotateShuffled(parts, part, partner, word);
                }
            } else if (word.isMinus(part)) {
                DoubleKernels.turn(parts[part], parts[partner], c, s);
            }
        }
    }

    private void rotateShuffled(double[][] parts, int part, int partner, RealWord word) {
        double[] itsOwn = DoubleKernels.shuffled(parts[part], other, word.lowFlip(), layout);
        if (partner != part) {
            double[] its = DoubleKernels.shuffled(parts[partner], shuffled, word.lowFlip(), layout);
            DoubleKernels.combine(parts[part], its, c, signed(word, part));
        }
        DoubleKernels.combine(parts[partner], itsOwn, c, signed(word, partner));
    }

    void addOverlap(double[][] bra, double[][] ket, RealWord word, Table sums, int row) {
        Arrays.fill(c, 0);
        Arrays.fill(s, 1);
        signLow(word);
        for (int part = 0; part < ket.length; part++) {
            double[] partner = DoubleKernels.shuffled(ket[part ^ word.flip()], shuffled, word.lowFlip(), layout);
            DoubleKernels.addProduct(c, partner, signed(word, part), bra[part]);
        }
        addOverLow(c, sums, row);
    }

    void addImage(double[][] to, double[][] ket, RealWord word, Table weights, int row) {
        spread(weights, row, s);
        signLow(word);
        for (int part = 0; part < ket.length; part++) {
            double[] partner = DoubleKernels.shuffled(ket[part ^ word.flip()], shuffled, word.lowFlip(), layout);
            DoubleKernels.addProduct(to[part], partner, signed(word, part));
        }
    }

    /** Adds a row of a table, with the low signs of a word, to a part. */
    void addSigned(double[] part, RealWord word, Table weights, int row) {
        spread(weights, row, s);
        signLow(word);
        DoubleKernels.add(part, s);
    }

    /** Adds a part, with the low signs of a word, to a row of a table. */
    void addSignedTo(double[] part, RealWord word, Table sums, int row) {
        Arrays.fill(s, 1);
        signLow(word);
        DoubleKernels.product(c, part, s);
        addOverLow(c, sums, row);
    }

    /** A row of a table, repeated along a row of the state. */
    void spread(Table values, int row, double[] into) {
        for (int sample = 0; sample < layout.samples(); sample++) {
            into[sample] = (double) values.get(row, sample);
        }
        for (int from = layout.samples(); from < length; from += layout.samples()) {
            System.arraycopy(into, 0, into, from, layout.samples());
        }
    }

    private void addOverLow(double[] values, Table sums, int row) {
        int position = 0;
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                sums.add(row, sample, values[position]);
            }
        }
    }

    /** Weights with all signs that a part's partner has. */
    private double[] signed(RealWord word, int part) {
        return word.isMinus(part) ? minusS : s;
    }

    private void signLow(RealWord word) {
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            if (word.isLowMinus(low)) {
                DoubleKernels.negate(s, low * layout.samples(), (low + 1) * layout.samples());
            }
        }
        System.arraycopy(s, 0, minusS, 0, length);
        DoubleKernels.negate(minusS, 0, length);
    }
}
