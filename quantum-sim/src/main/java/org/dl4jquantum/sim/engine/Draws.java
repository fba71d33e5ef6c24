package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.math.RandomKey;

/**
 * Outcomes that are to be drawn from the probabilities of every sample. Sample s draws the numbers of
 * {@link org.dl4jquantum.sim.math.Philox} for the key and stream {@code firstStream + step * s}; number u in [0, 1) gives
 * the first outcome whose cumulative probability exceeds u times the sum of all.
 *
 * @param shots of each sample, at least 1
 * @param key what the numbers are for; its first sample is 0
 * @param firstStream of the first sample
 * @param step from the stream of a sample to that of the next
 */
public record Draws(int shots, RandomKey key, long firstStream, long step) {

    /**
     * How many numbers of a sample say what was drawn: how often each outcome came; or, where shots are fewer than
     * outcomes, the outcome of each shot.
     */
    public int width(int numOutcomes) {
        return Math.min(shots, numOutcomes);
    }
}
