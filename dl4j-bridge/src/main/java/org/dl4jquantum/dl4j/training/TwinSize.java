package org.dl4jquantum.dl4j.training;

/**
 * Two dense layers in place of a circuit.
 *
 * @param hidden units between them
 * @param hiddenBias whether the first has biases
 * @param outputBias whether the second has
 * @param parameters of both together
 */
record TwinSize(long hidden, boolean hiddenBias, boolean outputBias, long parameters) {

    /** The size whose number of parameters is closest to that wanted; at least one hidden unit. */
    static TwinSize closest(long nIn, long nOut, long wanted) {
        TwinSize best = null;
        for (int biases = 0; biases < 4; biases++) {
            boolean hiddenBias = (biases & 1) == 1;
            boolean outputBias = (biases & 2) == 2;
            long perUnit = nIn + nOut + (hiddenBias ? 1 : 0);
            long fixed = outputBias ? nOut : 0;
            long units = Math.max(1, Math.round((double) (wanted - fixed) / perUnit));
            TwinSize size = new TwinSize(units, hiddenBias, outputBias, units * perUnit + fixed);
            if (best == null || Math.abs(size.parameters - wanted) < Math.abs(best.parameters - wanted)) {
                best = size;
            }
        }
        return best;
    }
}
