package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import org.dl4jquantum.sim.math.Complex;

/** Blocks on the rows of a state: {@link BlockRows} says what goes where. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleBlocks {
    private final Layout layout;
    private final DoubleKernels kernels;
    private final int length;
    private final double[] shuffledRe;
    private final double[] shuffledIm;
    /** Copies of the rows of a group, made on demand. */
    private double[][] copyRe = {};

    private double[][] copyIm = {};

    DoubleBlocks(Layout layout, DoubleKernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        length = layout.rowLength();
        shuffledRe = new double[length];
        shuffledIm = new double[length];
    }

    /** Applies a block to a state, given as its parts. */
    void apply(BlockRows block, double[][] parts) {
        int[] group = block.group();
        if (copyRe.length < group.length) {
            copyRe = new double[group.length][length];
            copyIm = new double[group.length][length];
        }
        for (int first = 0; first < layout.numRows(); first++) {
            if (block.isFirst(first) && block.movesRows()) {
                moveRows(parts, first, block);
            } else if (block.isFirst(first)) {
                multiplyRows(parts, first, block);
            }
        }
    }

    private static void moveRows(double[][] parts, int first, BlockRows block) {
        int[] group = block.group();
        double[][] moved = new double[2 * group.length][];
        for (int i = 0; i < group.length; i++) {
            int source = 2 * block.source(first ^ group[i]);
            moved[2 * i] = parts[source];
            moved[2 * i + 1] = parts[source + 1];
        }
        for (int i = 0; i < group.length; i++) {
            System.arraycopy(moved, 2 * i, parts, 2 * (first ^ group[i]), 2);
        }
    }

    private void multiplyRows(double[][] parts, int first, BlockRows block) {
        int[] group = block.group();
        for (int i = 0; i < group.length; i++) {
            int real = 2 * (first ^ group[i]);
            System.arraycopy(parts[real], 0, copyRe[i], 0, length);
            System.arraycopy(parts[real + 1], 0, copyIm[i], 0, length);
        }
        for (int offset : group) {
            double[] outRe = parts[2 * (first ^ offset)];
            double[] outIm = parts[2 * (first ^ offset) + 1];
            Arrays.fill(outRe, 0);
            Arrays.fill(outIm, 0);
            for (BlockRows.Term term : block.termsOf(first ^ offset)) {
                int source = block.place(offset ^ term.source());
                double[] inRe = kernels.shuffled(copyRe[source], shuffledRe, term.flip(), layout);
                double[] inIm = kernels.shuffled(copyIm[source], shuffledIm, term.flip(), layout);
                for (int low = 0; low < term.diagonal().size(); low++) {
                    Complex factor = term.diagonal().get(low);
                    int from = low * layout.samples();
                    int to = from + layout.samples();
                    kernels.addProduct(outRe, outIm, inRe, inIm, (double) factor.re(), (double) factor.im(), from, to);
                }
            }
        }
    }
}
