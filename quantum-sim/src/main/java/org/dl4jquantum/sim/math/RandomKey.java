package org.dl4jquantum.sim.math;

/**
 * What a stream of random numbers is for: equal keys give equal numbers.
 *
 * @param seed chosen by the user
 * @param iteration training iteration, or {@link #INFERENCE}
 * @param purpose what the numbers decide
 * @param firstSample index of the first sample of a call within the whole batch, so that a batch cut into several calls
 *     draws what the uncut one would
 */
public record RandomKey(long seed, long iteration, Purpose purpose, long firstSample) {
    /** The iteration that inference uses, so that it repeats; training counts from 0. */
    public static final long INFERENCE = 0xFFFFFFFFL;

    /** What random numbers decide: no two purposes share numbers. */
    public enum Purpose {
        /** Measured outcomes of a forward pass. */
        SHOTS(0),
        /** Measured outcomes of shifted circuits in a backward pass. */
        GRADIENT_SHOTS(1),
        /** Initial weights. */
        WEIGHTS(2),
        /** Directions that an optimiser tries. */
        DIRECTIONS(16);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }

        /** The number that enters the counter: fixed, as stored results depend on it. */
        public int code() {
            return code;
        }
    }

    /** The fixed stream of a seed, as inference uses it. */
    public static RandomKey inference(long seed) {
        return training(seed, INFERENCE);
    }

    /** The stream of one training iteration. */
    public static RandomKey training(long seed, long iteration) {
        return new RandomKey(seed, iteration, Purpose.SHOTS, 0);
    }

    public RandomKey forPurpose(Purpose other) {
        return new RandomKey(seed, iteration, other, firstSample);
    }

    public RandomKey startingAt(long sample) {
        return new RandomKey(seed, iteration, purpose, sample);
    }
}
