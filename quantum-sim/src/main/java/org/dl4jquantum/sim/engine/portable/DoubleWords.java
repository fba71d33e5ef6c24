package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Rotations about single words, expectations and images of words, on the parts of states. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleWords {
    private final Layout layout;
    private final DoubleKernels kernels;
    private final int length;
    /** Along a row: the cosine of a rotation, or sums. */
    private final double[] c;
    /** Along a row: the sine of a rotation, or weights, with low signs; and its negative. */
    private final double[] s;

    private final double[] minusS;
    /** A partner with its positions shuffled, and the part itself where both change. */
    private final double[] shuffled;

    private final double[] other;

    DoubleWords(Layout layout, DoubleKernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        length = layout.rowLength();
        c = new double[length];
        s = new double[length];
        minusS = new double[length];
        shuffled = new double[length];
        other = new double[length];
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
                kernels.turn(parts[part], parts[partner], c, s);
            }
        }
    }

    private void rotateShuffled(double[][] parts, int part, int partner, RealWord word) {
        double[] itsOwn = kernels.shuffled(parts[part], other, word.lowFlip(), layout);
        if (partner != part) {
            double[] its = kernels.shuffled(parts[partner], shuffled, word.lowFlip(), layout);
            kernels.combine(parts[part], its, c, signed(word, part));
        }
        kernels.combine(parts[partner], itsOwn, c, signed(word, partner));
    }

    void addOverlap(double[][] bra, double[][] ket, RealWord word, Table sums, int row) {
        Arrays.fill(c, 0);
        Arrays.fill(s, 1);
        signLow(word);
        for (int part = 0; part < ket.length; part++) {
            double[] partner = kernels.shuffled(ket[part ^ word.flip()], shuffled, word.lowFlip(), layout);
            kernels.addProduct(c, partner, signed(word, part), bra[part]);
        }
        addOverLow(c, sums, row);
    }

    void addImage(double[][] to, double[][] ket, RealWord word, Table weights, int row) {
        spread(weights, row, s);
        signLow(word);
        for (int part = 0; part < ket.length; part++) {
            double[] partner = kernels.shuffled(ket[part ^ word.flip()], shuffled, word.lowFlip(), layout);
            kernels.addProduct(to[part], partner, signed(word, part));
        }
    }

    /** Adds a row of a table, with the low signs of a word, to a part. */
    void addSigned(double[] part, RealWord word, Table weights, int row) {
        spread(weights, row, s);
        signLow(word);
        kernels.add(part, s);
    }

    /** Adds a part, with the low signs of a word, to a row of a table. */
    void addSignedTo(double[] part, RealWord word, Table sums, int row) {
        Arrays.fill(s, 1);
        signLow(word);
        kernels.product(c, part, s);
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

    void addOverLow(double[] values, Table sums, int row) {
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
                kernels.negate(s, low * layout.samples(), (low + 1) * layout.samples());
            }
        }
        System.arraycopy(s, 0, minusS, 0, length);
        kernels.negate(minusS, 0, length);
    }
}
