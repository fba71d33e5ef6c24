package org.dl4jquantum.sim.engine.portable;

import java.util.List;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;

/**
 * The state vectors of a tile's samples, or their cotangents, on stored indices. Samples are counted within the tile;
 * tables have a column for each.
 */
interface State {

    /** All amplitudes zero. */
    void clear();

    /** Becomes a copy of {@code other}. */
    void copyFrom(State other);

    /**
     * The product of one-qubit states on the first {@code numQubits} qubits, the others in |0>.
     *
     * @param amplitudes rows 4q..4q+3: re, im of the amplitude of |0> of qubit q, then of |1>
     */
    void product(Table amplitudes, int numQubits);

    /**
     * The environment of every qubit of a product state, this being the cotangent: rows 8q..8q+7 of {@code environments}
     * become {@code E_ab = sum conj(cotangent_a) state_b} over all other qubits. Destroys this state and {@code scratch}.
     */
    void environments(State scratch, Table amplitudes, Table environments);

    /** Reads sample s from row {@code firstRow + s}; samples beyond {@code count} become zero. */
    void load(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count);

    /** Writes sample s to row {@code firstRow + s}. */
    void store(RealView amplitudes, List<StoredQubit> qubits, int firstRow, int count);

    /** Multiplies every amplitude by what was left out of it. */
    void scale(LeftOut factor);

    /** Applies {@code cos a + sin a M} for every generator M of a sweep on rows, but for the turns' factors. */
    void turn(Sweep sweep, Turn[] turns);

    /** Turns both, the last rotation first, and before each adds {@code <bra|M|this>} of sample s to its row, {@code sums(k, s)}. */
    void turnBoth(State bra, Sweep sweep, Turn[] turns, Table sums);

    /** Applies {@code cos a + sin a M}, M a generator; rows 0 and 1 of {@code turns} are cos a and sin a of every sample. */
    void rotate(RealWord word, Table turns);

    /** Multiplies the amplitude at p by {@code row 0 + i row 1} of column p, or by its conjugate. */
    void multiply(Table phases, boolean conjugate);

    void apply(BlockRows block);

    /** Adds {@code <bra|M|this>} of sample s to {@code sums(row, s)}, as a product of real vectors. */
    void addOverlap(State bra, RealWord word, Table sums, int row);

    /** Adds {@code Im(conj(bra) · this)} at p, summed over the samples, to column p. */
    void addImaginaryProducts(State bra, Table sums);

    /** Adds {@code weights(row, s) · M|ket>} to sample s. */
    void addImage(State ket, RealWord word, Table weights, int row);

    /** Real parts become squared magnitudes of another state; imaginary parts mean nothing then. */
    void magnitudes(State of);

    /** The real part of row r becomes the sum of all, with the signs of {@code |r & other row|}: its own transpose. */
    void transformRows();

    /** After {@link #transformRows}, adds the sum with the signs of a diagonal word to {@code sums(row, s)}. */
    void addTransformed(RealWord word, Table sums, int row);

    /** Before {@link #transformRows}, adds {@code weights(row, s)} with the signs of a diagonal word to what results. */
    void addToTransformed(RealWord word, Table weights, int row);

    /** Becomes the other state, each amplitude times the real part that was in its place. */
    void weighted(State ket);

    /** Adds the probability of outcome k of sample s to {@code outcomes(k, s)}; the j-th qubit is bit j of k. */
    void probabilities(List<StoredQubit> measured, Table outcomes);

    /** Multiplies every amplitude by {@code weights(k, s)}, k the outcome it belongs to. */
    void weightOutcomes(List<StoredQubit> measured, Table weights);
}
