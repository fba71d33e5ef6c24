package org.dl4jquantum.sim.engine.portable;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.plan.Step;

/**
 * How a constant unitary acts on the rows of a layout. Rows that differ in its high targets form a group; row a of a
 * group becomes {@code sum_m D_{a,m} · shuffle_m(row a ^ m)} over all flips m of the targets, D diagonal along the row.
 * A matrix of zeros and ones on high qubits only moves rows, and no number.
 */
final class UnitaryPlan {
    private static final int[] NONE = {};

    final int highControls;
    /** Offset of each row of a group from its first. */
    final int[] groupRows;
    /** Bits of all high targets: a row with none of them set starts a group. */
    final int highTargets;
    /** Row a of a group comes from row {@code source[a]}; empty where the matrix is no such permutation. */
    final int[] source;
    /** Products to add for each row of a group; empty where {@link #source} says all. */
    final List<List<Term>> terms;

    /**
     * One diagonal product.
     *
     * @param sourceRow row of the group it reads
     * @param flip flips of low qubits, 0 to read positions as they are
     * @param diagonal factors, one for each setting of the low qubits
     */
    record Term(int sourceRow, int flip, List<Complex> diagonal) {}

    UnitaryPlan(Step.Unitary step, Layout layout) {
        ComplexMatrix matrix = step.matrix();
        highControls = layout.high(step.controls());
        int[] highBits = new int[step.targets().size()];
        int targets = 0;
        int numHigh = 0;
        for (int j = 0; j < highBits.length; j++) {
            highBits[j] = layout.high(1L << step.targets().get(j));
            targets |= highBits[j];
            numHigh += highBits[j] == 0 ? 0 : 1;
        }
        highTargets = targets;
        groupRows = groupRows(highBits, numHigh);
        boolean allHigh = numHigh == highBits.length && layout.low(step.controls()) == 0;
        source = allHigh ? permutation(matrix) : NONE;
        terms = movesRows() ? List.of() : terms(step, layout);
    }

    /** Whether the step only exchanges rows. */
    boolean movesRows() {
        return source.length > 0;
    }

    private static int[] groupRows(int[] highBits, int numHigh) {
        int[] rows = new int[1 << numHigh];
        for (int a = 0; a < rows.length; a++) {
            int next = 0;
            for (int bit : highBits) {
                if (bit != 0) {
                    rows[a] |= (a >> next++ & 1) * bit;
                }
            }
        }
        return rows;
    }

    private static int[] permutation(ComplexMatrix matrix) {
        int[] source = new int[matrix.size()];
        for (int row = 0; row < matrix.size(); row++) {
            int ones = 0;
            for (int column = 0; column < matrix.size(); column++) {
                if (matrix.re(row, column) == 1 && matrix.im(row, column) == 0) {
                    source[row] = column;
                    ones++;
                } else if (!matrix.isZero(row, column)) {
                    return NONE;
                }
            }
            if (ones != 1) {
                return NONE;
            }
        }
        return source;
    }

    private static List<List<Term>> terms(Step.Unitary step, Layout layout) {
        int numTargets = step.targets().size();
        int lowSettings = 1 << layout.lowQubits();
        int lowControls = layout.low(step.controls());
        // Split a matrix index into the part that selects a row of the group and the part inside the row.
        int[] rowBit = new int[numTargets];
        int[] lowBit = new int[numTargets];
        int numHigh = 0;
        for (int j = 0; j < numTargets; j++) {
            lowBit[j] = layout.low(1L << step.targets().get(j));
            rowBit[j] = lowBit[j] == 0 ? 1 << numHigh++ : 0;
        }
        List<List<Term>> all = new ArrayList<>();
        for (int a = 0; a < 1 << numHigh; a++) {
            List<Term> forRow = new ArrayList<>();
            for (int flip = 0; flip < 1 << numTargets; flip++) {
                List<Complex> diagonal = new ArrayList<>();
                for (int low = 0; low < lowSettings; low++) {
                    if ((low & lowControls) == lowControls) {
                        int index = index(rowBit, lowBit, a, low);
                        diagonal.add(step.matrix().get(index, index ^ flip));
                    } else {
                        diagonal.add(flip == 0 ? Complex.ONE : Complex.ZERO);
                    }
                }
                if (diagonal.stream().anyMatch(factor -> factor.squaredMagnitude() != 0)) {
                    forRow.add(new Term(a ^ select(rowBit, flip), select(lowBit, flip), diagonal));
                }
            }
            all.add(forRow);
        }
        return all;
    }

    private static int index(int[] rowBit, int[] lowBit, int a, int low) {
        int index = 0;
        for (int j = 0; j < rowBit.length; j++) {
            boolean set = rowBit[j] == 0 ? (low & lowBit[j]) != 0 : (a & rowBit[j]) != 0;
            index |= set ? 1 << j : 0;
        }
        return index;
    }

    private static int select(int[] bits, int flip) {
        int selected = 0;
        for (int j = 0; j < bits.length; j++) {
            selected |= (flip >> j & 1) * bits[j];
        }
        return selected;
    }
}
