package org.dl4jquantum.sim.plan;

/** The Walsh-Hadamard transform: sums over all indices with the signs of all parities. */
public final class WalshHadamard {
    private WalshHadamard() {}

    /** Replaces {@code v[p]} by {@code sum_m (-1)^{|m & p|} v[m]}, in n 2^n additions. */
    public static void transform(double[] v) {
        for (int half = 1; half < v.length; half *= 2) {
            for (int block = 0; block < v.length; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    double a = v[i];
                    double b = v[i + half];
                    v[i] = a + b;
                    v[i + half] = a - b;
                }
            }
        }
    }
}
