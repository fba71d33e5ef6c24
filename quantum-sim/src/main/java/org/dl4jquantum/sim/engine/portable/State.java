package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.plan.Step;

/** The state vectors of a tile's samples, or their cotangents. Samples are counted within the tile. */
interface State {

    /** Every sample in |0...0>. */
    void reset();

    /** All amplitudes zero. */
    void clear();

    /** Reads sample s from row {@code firstRow + s}; samples beyond {@code count} become zero. */
    void load(RealView amplitudes, int firstRow, int count);

    /** Writes sample s to row {@code firstRow + s}. */
    void store(RealView amplitudes, int firstRow, int count);

    /** Applies a rotation, or its inverse; sample s takes the angle of sample {@code firstSample + s}. */
    void rotate(Step.Rotation step, Angles angles, int firstSample, int count, boolean inverse);

    void apply(UnitaryPlan plan);

    /**
     * Adds {@code Re <bra|f W|this>} of sample s to {@code sums(k, s)}, W the word; f is 1, or -i if {@code turned}.
     */
    void overlap(State bra, Word word, boolean turned, SampleValues sums, int k);

    /** Adds {@code weights(k, s) · W|ket>} to sample s. */
    void addImage(State ket, Word word, SampleValues weights, int k);

    /** Adds the probability of every outcome k of sample s to {@code outcomes(k, s)}. */
    void probabilities(Probabilities measured, SampleValues outcomes);

    /** Multiplies every amplitude by {@code 2 weights(k, s)}, k the outcome it belongs to. */
    void weightOutcomes(Probabilities measured, SampleValues weights);

    /** Becomes a copy of {@code other}. */
    void copyFrom(State other);
}
