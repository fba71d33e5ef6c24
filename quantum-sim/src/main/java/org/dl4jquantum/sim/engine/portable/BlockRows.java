package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.plan.PlanOp.Block;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;

/**
 * How a block acts on the rows of a layout. Rows that its targets couple form a group; a row becomes
 * {@code sum_m D_m · shuffle_m(row ^ m)} over all flips m of the targets, D_m diagonal along the row. Which diagonal
 * depends on the values that the row's own bits give targets and controls.
 */
final class BlockRows {
    private final Layout layout;
    private final List<StoredQubit> qubits;
    private final int numTargets;
    private final ComplexMatrix matrix;
    /** Flips of each setting of the targets, inside a row. */
    private final int[] lowFlips;
    /** The row of a group that each setting of the targets leads to from the first. */
    private final int[] member;
    /** Offsets of the rows of a group from each other. */
    private final int[] group;

    private final boolean movesRows;
    /** Products by the values that a row gives the qubits; made once. */
    private final List<List<Term>> terms = new ArrayList<>();

    /**
     * One diagonal product.
     *
     * @param source row of the group it reads, counted from the row it is for
     * @param flip low bits to flip
     * @param diagonal factors, one for each setting of the low bits
     */
    record Term(int source, int flip, List<Complex> diagonal) {}

    BlockRows(Block block, Layout layout) {
        this.layout = layout;
        matrix = block.matrix();
        numTargets = block.targets().size();
        qubits = new ArrayList<>(block.targets());
        qubits.addAll(block.controls());
        lowFlips = new int[1 << numTargets];
        member = new int[1 << numTargets];
        List<Integer> offsets = new ArrayList<>();
        for (int setting = 0; setting < lowFlips.length; setting++) {
            long flip = 0;
            for (int j = 0; j < numTargets; j++) {
                flip ^= (setting >> j & 1) * qubits.get(j).flip();
            }
            lowFlips[setting] = layout.low(flip);
            if (!offsets.contains(layout.high(flip))) {
                offsets.add(layout.high(flip));
            }
            member[setting] = layout.high(flip);
        }
        group = offsets.stream().mapToInt(offset -> offset).toArray();
        boolean insideRows = qubits.stream().anyMatch(q -> layout.low(q.parity()) != 0 || layout.low(q.flip()) != 0);
        movesRows = !insideRows && isPermutation();
        for (int values = 0; values < 1 << qubits.size() && !movesRows; values++) {
            terms.add(terms(values));
        }
    }

    /** Offsets of the rows of a group from each other, 0 first. */
    int[] group() {
        return group;
    }

    /** The place of an offset among {@link #group}. */
    int place(int offset) {
        int place = 0;
        while (group[place] != offset) {
            place++;
        }
        return place;
    }

    /** Whether a row is the first of its group. */
    boolean isFirst(int row) {
        for (int offset : group) {
            if ((row ^ offset) < row) {
                return false;
            }
        }
        return true;
    }

    /** Whether the block only exchanges rows. */
    boolean movesRows() {
        return movesRows;
    }

    /** The row whose content a row receives, where the block only exchanges rows. */
    int source(int row) {
        int values = values(row);
        int controls = values >> numTargets;
        if (controls != (1 << (qubits.size() - numTargets)) - 1) {
            return row;
        }
        int index = values & (1 << numTargets) - 1;
        int column = 0;
        while (matrix.isZero(index, column)) {
            column++;
        }
        return row ^ member[index ^ column];
    }

    /** The products that add up to a row. */
    List<Term> termsOf(int row) {
        return terms.get(values(row));
    }

    private int values(int row) {
        int values = 0;
        for (int j = 0; j < qubits.size(); j++) {
            values |= qubits.get(j).value((long) row << layout.lowQubits()) << j;
        }
        return values;
    }

    private List<Term> terms(int rowValues) {
        List<Term> found = new ArrayList<>();
        for (int flip = 0; flip < 1 << numTargets; flip++) {
            List<Complex> diagonal = new ArrayList<>();
            for (int low = 0; low < 1 << layout.lowQubits(); low++) {
                diagonal.add(factor(rowValues, low, flip));
            }
            if (diagonal.stream().anyMatch(factor -> factor.squaredMagnitude() != 0)) {
                found.add(new Term(member[flip], lowFlips[flip], diagonal));
            }
        }
        return found;
    }

    private Complex factor(int rowValues, int low, int flip) {
        int values = rowValues;
        for (int j = 0; j < qubits.size(); j++) {
            values ^= (Long.bitCount(low & qubits.get(j).parity()) & 1) << j;
        }
        boolean acts = values >> numTargets == (1 << (qubits.size() - numTargets)) - 1;
        if (!acts) {
            return flip == 0 ? Complex.ONE : Complex.ZERO;
        }
        int index = values & (1 << numTargets) - 1;
        return matrix.get(index, index ^ flip);
    }

    private boolean isPermutation() {
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.size(); column++) {
                boolean one = matrix.re(row, column) == 1 && matrix.im(row, column) == 0;
                if (!one && !matrix.isZero(row, column)) {
                    return false;
                }
            }
        }
        return true;
    }
}
