package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;
import org.dl4jquantum.sim.plan.Word;

/**
 * A tile's state in rows; see the package for the layout. Casts that look idle, and {@code var}, matter in the copy of
 * the other precision.
 */
@SuppressWarnings("cast")
final class DoubleState implements State {
    private final Layout layout;
    private final int length;
    private final double[][] re;
    private final double[][] im;
    /** Along a row: the cosine of a rotation, or sums. */
    private final double[] c;
    /** Along a row: the sine of a rotation, or weights; and its negative. */
    private final double[] s;

    private final double[] minusS;
    /** A partner row with its positions shuffled, and the row itself where both change. */
    private final double[] shuffledRe;

    private final double[] shuffledIm;
    private final double[] otherRe;
    private final double[] otherIm;
    private final DoubleBlocks blocks;

    DoubleState(Layout layout) {
        this.layout = layout;
        length = layout.rowLength();
        re = new double[layout.numRows()][length];
        im = new double[layout.numRows()][length];
        c = new double[length];
        s = new double[length];
        minusS = new double[length];
        shuffledRe = new double[length];
        shuffledIm = new double[length];
        otherRe = new double[length];
        otherIm = new double[length];
        blocks = new DoubleBlocks(layout);
    }

    @Override
    public void clear() {
        for (int row = 0; row < re.length; row++) {
            Arrays.fill(re[row], 0);
            Arrays.fill(im[row], 0);
        }
    }

    @Override
    public void copyFrom(State other) {
        DoubleState source = (DoubleState) other;
        for (int row = 0; row < re.length; row++) {
            System.arraycopy(source.re[row], 0, re[row], 0, length);
            System.arraycopy(source.im[row], 0, im[row], 0, length);
        }
    }

    @Override
    public void product(Table amplitudes, int numQubits) {
        int low = Math.min(numQubits, layout.lowQubits());
        Arrays.fill(re[0], 0);
        Arrays.fill(im[0], 0);
        for (int sample = 0; sample < layout.samples(); sample++) {
            DoubleProduct.start(re[0], im[0], amplitudes, low, sample, layout.samples());
        }
        for (int qubit = low; qubit < numQubits; qubit++) {
            int rows = 1 << (qubit - low);
            spread(amplitudes, 4 * qubit, c);
            spread(amplitudes, 4 * qubit + 1, s);
            spread(amplitudes, 4 * qubit + 2, shuffledRe);
            spread(amplitudes, 4 * qubit + 3, shuffledIm);
            for (int row = 0; row < rows; row++) {
                DoubleKernels.product(re[row + rows], im[row + rows], re[row], im[row], shuffledRe, shuffledIm);
                DoubleKernels.product(re[row], im[row], re[row], im[row], c, s);
            }
        }
        for (int row = 1 << (numQubits - low); row < re.length; row++) {
            Arrays.fill(re[row], 0);
            Arrays.fill(im[row], 0);
        }
    }

    @Override
    public void environments(State scratch, Table amplitudes, Table environments) {
        // Qubit by qubit from the highest: its environment is the overlap of the cotangent with the product of
        // the lower qubits; then it is contracted away.
        DoubleState lower = (DoubleState) scratch;
        int low = layout.lowQubits();
        for (int qubit = layout.numQubits() - 1; qubit >= low; qubit--) {
            int rows = 1 << (qubit - low);
            lower.product(amplitudes, qubit);
            for (int value = 0; value < 2; value++) {
                Arrays.fill(otherRe, 0);
                Arrays.fill(otherIm, 0);
                for (int row = 0; row < rows; row++) {
                    DoubleKernels.addConjugateProduct(
                            otherRe,
                            otherIm,
                            lower.re[row],
                            lower.im[row],
                            re[row + value * rows],
                            im[row + value * rows]);
                }
                for (int position = 0; position < length; position++) {
                    DoubleProduct.addEnvironment(
                            environments,
                            amplitudes,
                            qubit,
                            value,
                            position % layout.samples(),
                            otherRe[position],
                            otherIm[position]);
                }
            }
            contract(amplitudes, qubit, rows);
        }
        for (int sample = 0; sample < layout.samples(); sample++) {
            DoubleProduct.environments(
                    re[0], im[0], amplitudes, environments, low, sample, layout.samples(), otherRe, otherIm);
        }
    }

    /** Rows become {@code conj(v_0) row + conj(v_1) (row + rows)}, v the state of the qubit. */
    private void contract(Table amplitudes, int qubit, int rows) {
        spread(amplitudes, 4 * qubit, c);
        spread(amplitudes, 4 * qubit + 1, s);
        spread(amplitudes, 4 * qubit + 2, shuffledRe);
        spread(amplitudes, 4 * qubit + 3, shuffledIm);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(re[row], 0, otherRe, 0, length);
            System.arraycopy(im[row], 0, otherIm, 0, length);
            Arrays.fill(re[row], 0);
            Arrays.fill(im[row], 0);
            DoubleKernels.addConjugateProduct(re[row], im[row], otherRe, otherIm, c, s);
            DoubleKernels.addConjugateProduct(re[row], im[row], re[row + rows], im[row + rows], shuffledRe, shuffledIm);
        }
    }

    /** A row of a table, repeated along a row of the state. */
    private void spread(Table values, int row, double[] into) {
        for (int sample = 0; sample < layout.samples(); sample++) {
            into[sample] = (double) values.get(row, sample);
        }
        for (int from = layout.samples(); from < length; from += layout.samples()) {
            System.arraycopy(into, 0, into, from, layout.samples());
        }
    }

    @Override
    public void load(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count) {
        clear();
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int index = StoredQubit.index(qubits, stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                re[layout.high(stored)][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index);
                im[layout.high(stored)][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index + 1);
            }
        }
    }

    @Override
    public void store(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int index = StoredQubit.index(qubits, stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                amplitudes.set(firstRow + sample, 2 * index, re[layout.high(stored)][position + sample]);
                amplitudes.set(firstRow + sample, 2 * index + 1, im[layout.high(stored)][position + sample]);
            }
        }
    }

    @Override
    public void rotate(Word word, Table turns) {
        prepareRotation(word, turns);
        int flipRows = layout.high(word.flip());
        int parity = layout.high(word.parity());
        int flip = layout.low(word.flip());
        // The partner enters with -i i^turns: 1, i, -1, -i for 0, 1, 2, 3 quarter turns.
        int quarterTurns = (word.turns() + 3) & 3;
        boolean imaginary = (quarterTurns & 1) == 1;
        boolean negative = quarterTurns >= 2;
        for (int row = 0; row < re.length; row++) {
            int partner = row ^ flipRows;
            if (partner < row) {
                continue;
            }
            double[] toRow = odd(partner & parity) == negative ? s : minusS;
            double[] toPartner = odd(row & parity) == negative ? s : minusS;
            if (flip != 0) {
                rotateShuffled(row, partner, flip, imaginary, toRow, toPartner);
            } else if (partner == row) {
                DoubleKernels.butterfly(re[row], im[row], c, opposite(toRow), toRow);
            } else if (imaginary) {
                DoubleKernels.butterfly(re[row], im[partner], c, opposite(toRow), toPartner);
                DoubleKernels.butterfly(im[row], re[partner], c, toRow, opposite(toPartner));
            } else {
                DoubleKernels.butterfly(re[row], re[partner], c, toRow, toPartner);
                DoubleKernels.butterfly(im[row], im[partner], c, toRow, toPartner);
            }
        }
    }

    private void rotateShuffled(int row, int partner, int flip, boolean imaginary, double[] toRow, double[] toPartner) {
        shuffled(re[partner], shuffledRe, flip);
        shuffled(im[partner], shuffledIm, flip);
        if (partner != row) {
            shuffled(re[row], otherRe, flip);
            shuffled(im[row], otherIm, flip);
            combine(partner, otherRe, otherIm, imaginary, toPartner);
        }
        combine(row, shuffledRe, shuffledIm, imaginary, toRow);
    }

    private void combine(int row, double[] sourceRe, double[] sourceIm, boolean imaginary, double[] sine) {
        DoubleKernels.combine(re[row], imaginary ? sourceIm : sourceRe, c, imaginary ? opposite(sine) : sine);
        DoubleKernels.combine(im[row], imaginary ? sourceRe : sourceIm, c, sine);
    }

    private double[] opposite(double[] sine) {
        return sine == s ? minusS : s;
    }

    /** Fills cosines and sines along a row, with the low signs of the word. */
    private void prepareRotation(Word word, Table turns) {
        spread(turns, 0, c);
        spread(turns, 1, s);
        signLow(word);
    }

    /** Turns {@link #s} by the low signs of the word at the partner of each position, and fills its negative. */
    private void signLow(Word word) {
        int flip = layout.low(word.flip());
        int parity = layout.low(word.parity());
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            int from = low * layout.samples();
            if (odd((low ^ flip) & parity)) {
                DoubleKernels.negate(s, from, from + layout.samples());
            }
        }
        System.arraycopy(s, 0, minusS, 0, length);
        DoubleKernels.negate(minusS, 0, length);
    }

    @Override
    public void multiply(Table phases, boolean conjugate) {
        int sign = conjugate ? -1 : 1;
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int from = layout.low(stored) * layout.samples();
            DoubleKernels.scale(
                    re[layout.high(stored)],
                    im[layout.high(stored)],
                    (double) phases.get(0, stored),
                    (double) (sign * phases.get(1, stored)),
                    from,
                    from + layout.samples());
        }
    }

    @Override
    public void apply(BlockRows block) {
        blocks.apply(block, re, im);
    }

    @Override
    public void overlap(State bra, Word word, boolean turned, Table sums, int row) {
        DoubleState left = (DoubleState) bra;
        Arrays.fill(c, 0);
        Arrays.fill(s, 1);
        signLow(word);
        int flipRows = layout.high(word.flip());
        int parity = layout.high(word.parity());
        int flip = layout.low(word.flip());
        int quarterTurns = (word.turns() + (turned ? 3 : 0)) & 3;
        boolean negative = quarterTurns >= 2;
        for (int high = 0; high < re.length; high++) {
            int partner = high ^ flipRows;
            double[] weight = odd(partner & parity) == negative ? s : minusS;
            double[] itsRe = shuffled(re[partner], shuffledRe, flip);
            double[] itsIm = shuffled(im[partner], shuffledIm, flip);
            if ((quarterTurns & 1) == 0) {
                DoubleKernels.addDot(c, weight, left.re[high], itsRe, left.im[high], itsIm);
            } else {
                DoubleKernels.addCross(c, weight, left.im[high], itsRe, left.re[high], itsIm);
            }
        }
        int position = 0;
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                sums.add(row, sample, c[position]);
            }
        }
    }

    @Override
    public void imaginaryProducts(State bra, Table sums) {
        DoubleState left = (DoubleState) bra;
        Arrays.fill(s, 1);
        for (int high = 0; high < re.length; high++) {
            Arrays.fill(c, 0);
            DoubleKernels.addCross(c, s, left.re[high], im[high], left.im[high], re[high]);
            int position = 0;
            for (int low = 0; low < 1 << layout.lowQubits(); low++) {
                double sum = 0;
                for (int sample = 0; sample < layout.samples(); sample++, position++) {
                    sum += c[position];
                }
                sums.add(0, (high << layout.lowQubits()) + low, sum);
            }
        }
    }

    @Override
    public void addImage(State ket, Word word, Table weights, int row) {
        DoubleState right = (DoubleState) ket;
        spread(weights, row, s);
        signLow(word);
        int flipRows = layout.high(word.flip());
        int parity = layout.high(word.parity());
        int flip = layout.low(word.flip());
        boolean negative = word.turns() >= 2;
        for (int high = 0; high < re.length; high++) {
            int partner = high ^ flipRows;
            double[] weight = odd(partner & parity) == negative ? s : minusS;
            double[] itsRe = shuffled(right.re[partner], shuffledRe, flip);
            double[] itsIm = shuffled(right.im[partner], shuffledIm, flip);
            if ((word.turns() & 1) == 0) {
                DoubleKernels.addProduct(re[high], itsRe, weight);
                DoubleKernels.addProduct(im[high], itsIm, weight);
            } else {
                DoubleKernels.addProduct(re[high], itsIm, opposite(weight));
                DoubleKernels.addProduct(im[high], itsRe, weight);
            }
        }
    }

    @Override
    public void probabilities(List<StoredQubit> measured, Table outcomes) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int outcome = StoredQubit.index(measured, stored);
            double[] rowRe = re[layout.high(stored)];
            double[] rowIm = im[layout.high(stored)];
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                outcomes.add(outcome, sample, rowRe[position] * rowRe[position] + rowIm[position] * rowIm[position]);
            }
        }
    }

    @Override
    public void weightOutcomes(List<StoredQubit> measured, Table weights) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int outcome = StoredQubit.index(measured, stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                var weight = (double) weights.get(outcome, sample);
                re[layout.high(stored)][position] *= weight;
                im[layout.high(stored)][position] *= weight;
            }
        }
    }

    /** The row itself, or its copy in {@code buffer} with low qubits flipped. */
    private double[] shuffled(double[] row, double[] buffer, int flip) {
        return DoubleKernels.shuffled(row, buffer, flip, layout);
    }

    private static boolean odd(int mask) {
        return (Integer.bitCount(mask) & 1) == 1;
    }
}
