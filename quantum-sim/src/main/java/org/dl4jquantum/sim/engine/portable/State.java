package org.dl4jquantum.sim.engine.portable;

import java.util.List;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.PlanOp.StoredQubit;
import org.dl4jquantum.sim.plan.Word;

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

    /** Applies {@code cos a - i sin a W}; rows 0 and 1 of {@code turns} are cos a and sin a of every sample. */
    void rotate(Word word, Table turns);

    /** Multiplies the amplitude at p by {@code row 0 + i row 1} of column p, or by its conjugate. */
    void multiply(Table phases, boolean conjugate);

    void apply(BlockRows block);

    /** Adds {@code Re <bra|f W|this>} of sample s to {@code sums(row, s)}; f is 1, or -i if {@code turned}. */
    void overlap(State bra, Word word, boolean turned, Table sums, int row);

    /** Adds {@code Im(conj(bra) · this)} at p, summed over the samples, to column p. */
    void imaginaryProducts(State bra, Table sums);

    /** Adds {@code weights(row, s) · W|ket>} to sample s. */
    void addImage(State ket, Word word, Table weights, int row);

    /** Adds the probability of outcome k of sample s to {@code outcomes(k, s)}; the j-th qubit is bit j of k. */
    void probabilities(List<StoredQubit> measured, Table outcomes);

    /** Multiplies every amplitude by {@code weights(k, s)}, k the outcome it belongs to. */
    void weightOutcomes(List<StoredQubit> measured, Table weights);
}
