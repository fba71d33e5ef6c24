package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;

/**
 * A tile's state in rows; see the package for the layout. Casts that look idle, and {@code var}, matter in the copy of
 * the other precision.
 */
@SuppressWarnings("cast")
final class DoubleState implements State {
    private final Layout layout;
    private final DoubleKernels kernels;
    /** Row r: the real part at 2r, the imaginary part at 2r + 1. */
    private final double[][] parts;

    private final Pieces pieces;
    /** Along a row, for each piece. */
    private final double[][] products;

    private final DoubleWords words;
    private final DoubleSweeps sweeps;
    private final DoubleProduct product;
    private final DoubleBlocks blocks;

    DoubleState(Layout layout, DoubleKernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        parts = new double[2 * layout.numRows()][layout.rowLength()];
        pieces = new Pieces(layout);
        products = new double[pieces.count()][layout.rowLength()];
        words = new DoubleWords(layout, kernels);
        sweeps = new DoubleSweeps(layout, words, kernels.turns());
        product = new DoubleProduct(layout, kernels);
        blocks = new DoubleBlocks(layout, kernels);
    }

    @Override
    public void clear() {
        for (double[] part : parts) {
            Arrays.fill(part, 0);
        }
    }

    @Override
    public void copyFrom(State other) {
        double[][] source = ((DoubleState) other).parts;
        for (int part = 0; part < parts.length; part++) {
            System.arraycopy(source[part], 0, parts[part], 0, layout.rowLength());
        }
    }

    @Override
    public void product(Table amplitudes, int numQubits) {
        product.fill(parts, amplitudes, numQubits);
    }

    @Override
    public void environments(State lower, Table amplitudes, Table environments) {
        product.environments(parts, ((DoubleState) lower).parts, amplitudes, environments);
    }

    @Override
    public void load(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count) {
        clear();
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int index = StoredQubit.index(qubits, stored);
            int real = 2 * layout.high(stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                parts[real][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index);
                parts[real + 1][position + sample] = (double) amplitudes.get(firstRow + sample, 2 * index + 1);
            }
        }
    }

    @Override
    public void store(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int index = StoredQubit.index(qubits, stored);
            int real = 2 * layout.high(stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < count; sample++) {
                amplitudes.set(firstRow + sample, 2 * index, parts[real][position + sample]);
                amplitudes.set(firstRow + sample, 2 * index + 1, parts[real + 1][position + sample]);
            }
        }
    }

    @Override
    public void scale(LeftOut factor) {
        for (double[] part : parts) {
            kernels.scale(part, (double) factor.factor());
        }
    }

    @Override
    public void turn(Sweep sweep, Turn[] turns) {
        sweeps.turn(parts, sweep, turns);
    }

    @Override
    public void turnBoth(State bra, Sweep sweep, Turn[] turns, Table sums) {
        sweeps.turnBoth(((DoubleState) bra).parts, parts, sweep, turns, sums);
    }

    @Override
    public void rotate(RealWord word, Table turns) {
        words.rotate(parts, word, turns);
    }

    @Override
    public void multiply(Table phases, boolean conjugate) {
        int sign = conjugate ? -1 : 1;
        forEachRow((piece, from, to) -> {
            for (int stored = from << layout.lowQubits(); stored < to << layout.lowQubits(); stored++) {
                int real = 2 * layout.high(stored);
                int position = layout.low(stored) * layout.samples();
                var re = (double) phases.get(0, stored);
                var im = (double) (sign * phases.get(1, stored));
                kernels.scale(parts[real], parts[real + 1], re, im, position, position + layout.samples());
            }
        });
    }

    @Override
    public void apply(BlockRows block) {
        blocks.apply(block, parts);
    }

    @Override
    public void addOverlap(State bra, RealWord word, Table sums, int row) {
        words.addOverlap(((DoubleState) bra).parts, parts, word, sums, row);
    }

    @Override
    public void addImaginaryProducts(State bra, Table sums) {
        double[][] left = ((DoubleState) bra).parts;
        forEachRow((piece, first, end) -> {
            for (int row = first; row < end; row++) {
                int real = 2 * row;
                kernels.cross(products[piece], left[real + 1], left[real], parts[real + 1], parts[real]);
                for (int low = 0; low < 1 << layout.lowQubits(); low++) {
                    int from = low * layout.samples();
                    var sum = kernels.sum(products[piece], from, from + layout.samples());
                    sums.add(0, (row << layout.lowQubits()) + low, sum);
                }
            }
        });
    }

    private interface Rows {
        void accept(int piece, int from, int to);
    }

    private void forEachRow(Rows work) {
        int rows = layout.numRows();
        pieces.forEach(piece -> work.accept(piece, pieces.start(piece, rows), pieces.start(piece + 1, rows)));
    }

    @Override
    public void addImage(State ket, RealWord word, Table weights, int row) {
        words.addImage(parts, ((DoubleState) ket).parts, word, weights, row);
    }

    @Override
    public void magnitudes(State of) {
        double[][] source = ((DoubleState) of).parts;
        forEachRow((piece, from, to) -> {
            for (int real = 2 * from; real < 2 * to; real += 2) {
                kernels.squares(parts[real], source[real], source[real + 1]);
            }
        });
    }

    @Override
    public void transformRows() {
        for (int half = 2; half < parts.length; half *= 2) {
            for (int block = 0; block < parts.length; block += 2 * half) {
                for (int real = block; real < block + half; real += 2) {
                    kernels.sumAndDifference(parts[real], parts[real + half]);
                }
            }
        }
    }

    @Override
    public void addTransformed(RealWord word, Table sums, int row) {
        words.addSignedTo(parts[word.parity()], word, sums, row);
    }

    @Override
    public void addToTransformed(RealWord word, Table weights, int row) {
        words.addSigned(parts[word.parity()], word, weights, row);
    }

    @Override
    public void weighted(State ket) {
        double[][] source = ((DoubleState) ket).parts;
        forEachRow((piece, from, to) -> {
            for (int real = 2 * from; real < 2 * to; real += 2) {
                kernels.product(parts[real + 1], source[real + 1], parts[real]);
                kernels.product(parts[real], source[real], parts[real]);
            }
        });
    }

    @Override
    public void probabilities(List<StoredQubit> measured, Table outcomes) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int outcome = StoredQubit.index(measured, stored);
            double[] re = parts[2 * layout.high(stored)];
            double[] im = parts[2 * layout.high(stored) + 1];
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                outcomes.add(outcome, sample, re[position] * re[position] + im[position] * im[position]);
            }
        }
    }

    @Override
    public void weightOutcomes(List<StoredQubit> measured, Table weights) {
        for (int stored = 0; stored < 1 << layout.numQubits(); stored++) {
            int outcome = StoredQubit.index(measured, stored);
            int real = 2 * layout.high(stored);
            int position = layout.low(stored) * layout.samples();
            for (int sample = 0; sample < layout.samples(); sample++, position++) {
                var weight = (double) weights.get(outcome, sample);
                parts[real][position] *= weight;
                parts[real + 1][position] *= weight;
            }
        }
    }
}
