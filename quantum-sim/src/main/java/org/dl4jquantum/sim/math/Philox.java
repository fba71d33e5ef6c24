package org.dl4jquantum.sim.math;

/**
 * The counter-based random stream Philox 4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011). A number depends only on key and counter, never on what was drawn before, so that results do not
 * depend on the number of threads and every engine can draw the same ones.
 */
public final class Philox {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final double TO_UNIT = 0x1p-53;

    private final RandomKey key;
    private final long sample;
    private final int[] block = new int[4];
    private int nextBlock;
    /** Doubles left in {@link #block}: each takes two of its four words. */
    private int left;

    /**
     * The stream of one sample.
     *
     * @param key what the numbers are for
     * @param sample index of the sample (lane) within the call, from 0
     */
    public Philox(RandomKey key, long sample) {
        this.key = key;
        this.sample = key.firstSample() + sample;
    }

    /** The next number, uniform in [0, 1), of 53 bits. */
    public double nextDouble() {
        if (left == 0) {
            block[0] = nextBlock++;
            block[1] = (int) sample;
            block[2] = (int) key.iteration();
            // Samples and iterations beyond 2^32 share a word with the purpose: still a different counter.
            block[3] = key.purpose().code() ^ (int) (sample >>> 32) << 8 ^ (int) (key.iteration() >>> 32) << 20;
            encrypt(block, (int) key.seed(), (int) (key.seed() >>> 32));
            left = 2;
        }
        left--;
        long high = Integer.toUnsignedLong(block[2 * left]) << 21;
        return (high ^ Integer.toUnsignedLong(block[2 * left + 1]) >>> 11) * TO_UNIT;
    }

    /** Replaces the counter by its ten-round encryption under the key. */
    static void encrypt(int[] counter, int key0, int key1) {
        int k0 = key0;
        int k1 = key1;
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c0);
            long product1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(c2);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        counter[0] = c0;
        counter[1] = c1;
        counter[2] = c2;
        counter[3] = c3;
    }
}
