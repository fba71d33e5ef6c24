package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.plan.Step;

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
    /** Copies of the rows of a group, made on demand. */
    private double[][] copyRe = {};

    private double[][] copyIm = {};

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
    }

    @Override
    public void reset() {
        clear();
        Arrays.fill(re[0], 0, layout.samples(), 1);
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
    public void load(RealView amplitudes, int firstRow, int count) {
        clear();
        for (int index = 0; index < 1 << layout.numQubits(); index++) {
            int position = layout.low(index) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                re[layout.high(index)][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index);
                im[layout.high(index)][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index + 1);
            }
        }
    }

    @Override
    public void store(RealView amplitudes, int firstRow, int count) {
        for (int index = 0; index < 1 << layout.numQubits(); index++) {
            int position = layout.low(index) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                amplitudes.set(firstRow + sample, 2 * index, re[layout.high(index)][position + sample]);
                amplitudes.set(firstRow + sample, 2 * index + 1, im[layout.high(index)][position + sample]);
            }
        }
    }

    @Override
    public void rotate(Step.Rotation step, Angles angles, int firstSample, int count, boolean inverse) {
        prepareRotation(step, angles, firstSample, count, inverse);
        int x = layout.high(step.xMask());
        int z = layout.high(step.zMask());
        int controls = layout.high(step.controls());
        int flip = layout.low(step.xMask());
        // The partner enters with -i i^y: 1, i, -1, -i for 0, 1, 2, 3 quarter turns.
        int quarterTurns = Long.bitCount(step.xMask() & step.zMask()) + 3 & 3;
        boolean imaginary = (quarterTurns & 1) == 1;
        boolean negative = quarterTurns >= 2;
        for (int row = 0; row < re.length; row++) {
            int partner = row ^ x;
            if ((row & controls) != controls || partner < row) {
                continue;
            }
            double[] toRow = odd(partner & z) == negative ? s : minusS;
            double[] toPartner = odd(row & z) == negative ? s : minusS;
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
        shuffle(re[partner], shuffledRe, flip);
        shuffle(im[partner], shuffledIm, flip);
        if (partner != row) {
            shuffle(re[row], otherRe, flip);
            shuffle(im[row], otherIm, flip);
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

    /** Fills cosines and sines along a row: the angle of the sample, low controls and low signs. */
    private void prepareRotation(Step.Rotation step, Angles angles, int firstSample, int count, boolean inverse) {
        var half = (inverse ? -0.5 : 0.5) * step.scale();
        int distinct = angles.isShared(step.slot()) ? 1 : count;
        for (int sample = 0; sample < layout.samples(); sample++) {
            if (sample < distinct) {
                var angle = half * angles.get(step.slot(), firstSample + sample);
                c[sample] = (double) Math.cos(angle);
                s[sample] = (double) Math.sin(angle);
            } else {
                c[sample] = c[0];
                s[sample] = s[0];
            }
        }
        int controls = layout.low(step.controls());
        int flip = layout.low(step.xMask());
        int signs = layout.low(step.zMask());
        // From the top: the values of the samples, which the rest copies, lie at the bottom.
        for (int low = (1 << layout.lowQubits()) - 1; low >= 0; low--) {
            boolean acts = (low & controls) == controls;
            boolean minus = odd((low ^ flip) & signs);
            for (int sample = 0; sample < layout.samples(); sample++) {
                int position = low * layout.samples() + sample;
                var sine = minus ? -s[sample] : s[sample];
                c[position] = acts ? c[sample] : 1;
                s[position] = acts ? sine : 0;
                minusS[position] = -s[position];
            }
        }
    }

    @Override
    public void apply(UnitaryPlan plan) {
        if (copyRe.length < plan.groupRows.length) {
            copyRe = new double[plan.groupRows.length][length];
            copyIm = new double[plan.groupRows.length][length];
        }
        for (int first = 0; first < re.length; first++) {
            if ((first & plan.highTargets) == 0 && (first & plan.highControls) == plan.highControls) {
                if (plan.movesRows()) {
                    moveRows(re, first, plan);
                    moveRows(im, first, plan);
                } else {
                    multiplyRows(first, plan);
                }
            }
        }
    }

    private static void moveRows(double[][] rows, int first, UnitaryPlan plan) {
        double[][] group = new double[plan.groupRows.length][];
        for (int a = 0; a < group.length; a++) {
            group[a] = rows[first | plan.groupRows[a]];
        }
        for (int a = 0; a < group.length; a++) {
            rows[first | plan.groupRows[a]] = group[plan.source[a]];
        }
    }

    private void multiplyRows(int first, UnitaryPlan plan) {
        for (int a = 0; a < plan.groupRows.length; a++) {
            System.arraycopy(re[first | plan.groupRows[a]], 0, copyRe[a], 0, length);
            System.arraycopy(im[first | plan.groupRows[a]], 0, copyIm[a], 0, length);
        }
        for (int a = 0; a < plan.groupRows.length; a++) {
            double[] outRe = re[first | plan.groupRows[a]];
            double[] outIm = im[first | plan.groupRows[a]];
            Arrays.fill(outRe, 0);
            Arrays.fill(outIm, 0);
            for (UnitaryPlan.Term term : plan.terms.get(a)) {
                double[] inRe = shuffled(copyRe[term.sourceRow()], shuffledRe, term.flip());
                double[] inIm = shuffled(copyIm[term.sourceRow()], shuffledIm, term.flip());
                for (int low = 0; low < term.diagonal().size(); low++) {
                    Complex factor = term.diagonal().get(low);
                    int from = low * layout.samples();
                    int to = from + layout.samples();
                    DoubleKernels.addProduct(
                            outRe, outIm, inRe, inIm, (double) factor.re(), (double) factor.im(), from, to);
                }
            }
        }
    }

    @Override
    public void overlap(State bra, Word word, boolean turned, SampleValues sums, int k) {
        DoubleState left = (DoubleState) bra;
        prepareWeights(word);
        Arrays.fill(c, 0);
        int x = layout.high(word.xMask());
        int z = layout.high(word.zMask());
        int controls = layout.high(word.controls());
        int flip = layout.low(word.xMask());
        int quarterTurns = word.powerOfI() + (turned ? 3 : 0) & 3;
        boolean negative = quarterTurns >= 2;
        for (int row = 0; row < re.length; row++) {
            if ((row & controls) != controls) {
                continue;
            }
            int partner = row ^ x;
            double[] weight = odd(partner & z) == negative ? s : minusS;
            double[] itsRe = shuffled(re[partner], shuffledRe, flip);
            double[] itsIm = shuffled(im[partner], shuffledIm, flip);
            if ((quarterTurns & 1) == 0) {
                DoubleKernels.addDot(c, weight, left.re[row], itsRe, left.im[row], itsIm);
            } else {
                DoubleKernels.addCross(c, weight, left.im[row], itsRe, left.re[row], itsIm);
            }
        }
        for (int position = 0; position < length; position++) {
            sums.add(k, position % layout.samples(), word.factor() * c[position]);
        }
    }

    @Override
    public void addImage(State ket, Word word, SampleValues weights, int k) {
        DoubleState right = (DoubleState) ket;
        prepareWeights(word);
        for (int position = 0; position < length; position++) {
            s[position] *= (double) (word.factor() * weights.get(k, position % layout.samples()));
            minusS[position] = -s[position];
        }
        int x = layout.high(word.xMask());
        int z = layout.high(word.zMask());
        int flip = layout.low(word.xMask());
        int quarterTurns = word.powerOfI() & 3;
        boolean negative = quarterTurns >= 2;
        for (int row = 0; row < re.length; row++) {
            int partner = row ^ x;
            double[] weight = odd(partner & z) == negative ? s : minusS;
            double[] itsRe = shuffled(right.re[partner], shuffledRe, flip);
            double[] itsIm = shuffled(right.im[partner], shuffledIm, flip);
            if ((quarterTurns & 1) == 0) {
                DoubleKernels.addProduct(re[row], itsRe, weight);
                DoubleKernels.addProduct(im[row], itsIm, weight);
            } else {
                DoubleKernels.addProduct(re[row], itsIm, opposite(weight));
                DoubleKernels.addProduct(im[row], itsRe, weight);
            }
        }
    }

    /** Fills the weights along a row with the low signs of a word, zero where its low controls are not met. */
    private void prepareWeights(Word word) {
        int controls = layout.low(word.controls());
        int flip = layout.low(word.xMask());
        int signs = layout.low(word.zMask());
        for (int position = 0; position < length; position++) {
            int low = position / layout.samples();
            int sign = odd((low ^ flip) & signs) ? -1 : 1;
            s[position] = (low & controls) == controls ? sign : 0;
            minusS[position] = -s[position];
        }
    }

    @Override
    public void probabilities(Probabilities measured, SampleValues outcomes) {
        for (int index = 0; index < 1 << layout.numQubits(); index++) {
            int outcome = measured.outcome(index);
            double[] rowRe = re[layout.high(index)];
            double[] rowIm = im[layout.high(index)];
            int position = layout.low(index) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                outcomes.add(outcome, sample, rowRe[position] * rowRe[position] + rowIm[position] * rowIm[position]);
            }
        }
    }

    @Override
    public void weightOutcomes(Probabilities measured, SampleValues weights) {
        for (int index = 0; index < 1 << layout.numQubits(); index++) {
            int outcome = measured.outcome(index);
            int position = layout.low(index) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                var weight = (double) (2 * weights.get(outcome, sample));
                re[layout.high(index)][position] *= weight;
                im[layout.high(index)][position] *= weight;
            }
        }
    }

    /** The row itself, or its copy in {@code buffer} with low qubits flipped. */
    private double[] shuffled(double[] row, double[] buffer, int flip) {
        if (flip == 0) {
            return row;
        }
        shuffle(row, buffer, flip);
        return buffer;
    }

    private void shuffle(double[] row, double[] into, int flip) {
        int samples = layout.samples();
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            System.arraycopy(row, (low ^ flip) * samples, into, low * samples, samples);
        }
    }

    private static boolean odd(int mask) {
        return (Integer.bitCount(mask) & 1) == 1;
    }
}
