package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import org.dl4jquantum.sim.math.Complex;

/** Blocks on the rows of a state: {@link BlockRows} says what goes where. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleBlocks {
    private final Layout layout;
    private final int length;
    private final double[] shuffledRe;
    private final double[] shuffledIm;
    /** Copies of the rows of a group, made on demand. */
    private double[][] copyRe = {};

    private double[][] copyIm = {};

    DoubleBlocks(Layout layout) {
        this.layout = layout;
        length = layout.rowLength();
        shuffledRe = new double[length];
        shuffledIm = new double[length];
    }

    /** Applies a block to a state, given as its rows. */
    void apply(BlockRows block, double[][] re, double[][] im) {
        int[] group = block.group();
        if (copyRe.length < group.length) {
            copyRe = new double[group.length][length];
            copyIm = new double[group.length][length];
        }
        for (int first = 0; first < re.length; first++) {
            if (block.isFirst(first) && block.movesRows()) {
                moveRows(re, first, block);
                moveRows(im, first, block);
            } else if (block.isFirst(first)) {
                multiplyRows(re, im, first, block);
            }
        }
    }

    private static void moveRows(double[][] rows, int first, BlockRows block) {
        int[] group = block.group();
        double[][] moved = new double[group.length][];
        for (int i = 0; i < group.length; i++) {
            moved[i] = rows[block.source(first ^ group[i])];
        }
        for (int i = 0; i < group.length; i++) {
            rows[first ^ group[i]] = moved[i];
        }
    }

    private void multiplyRows(double[][] re, double[][] im, int first, BlockRows block) {
        int[] group = block.group();
        for (int i = 0; i < group.length; i++) {
            System.arraycopy(re[first ^ group[i]], 0, copyRe[i], 0, length);
            System.arraycopy(im[first ^ group[i]], 0, copyIm[i], 0, length);
        }
        for (int offset : group) {
            double[] outRe = re[first ^ offset];
            double[] outIm = im[first ^ offset];
            Arrays.fill(outRe, 0);
            Arrays.fill(outIm, 0);
            for (BlockRows.Term term : block.termsOf(first ^ offset)) {
                int source = block.place(offset ^ term.source());
                double[] inRe = DoubleKernels.shuffled(copyRe[source], shuffledRe, term.flip(), layout);
                double[] inIm = DoubleKernels.shuffled(copyIm[source], shuffledIm, term.flip(), layout);
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
}
