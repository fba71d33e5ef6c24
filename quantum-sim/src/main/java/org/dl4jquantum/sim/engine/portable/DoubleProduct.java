package org.dl4jquantum.sim.engine.portable;

/** Product states and their environments where several qubits lie inside one row: one sample at a time. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleProduct {
    private DoubleProduct() {}

    /** Fills the beginning of a row with the product of the first qubits. */
    static void start(double[] re, double[] im, Table amplitudes, int numQubits, int sample, int samples) {
        re[sample] = 1;
        im[sample] = 0;
        for (int qubit = 0; qubit < numQubits; qubit++) {
            int half = samples << qubit;
            for (int i = sample; i < half; i += samples) {
                var x = re[i];
                var y = im[i];
                for (int value = 1; value >= 0; value--) {
                    var vRe = amplitudes.get(4 * qubit + 2 * value, sample);
                    var vIm = amplitudes.get(4 * qubit + 2 * value + 1, sample);
                    re[i + value * half] = (double) (x * vRe - y * vIm);
                    im[i + value * half] = (double) (x * vIm + y * vRe);
                }
            }
        }
    }

    /** Adds {@code overlap · v_b} to {@code E_ab} of a qubit, v its state and a the given value. */
    static void addEnvironment(
            Table environments, Table amplitudes, int qubit, int value, int sample, double re, double im) {
        for (int b = 0; b < 2; b++) {
            var vRe = amplitudes.get(4 * qubit + 2 * b, sample);
            var vIm = amplitudes.get(4 * qubit + 2 * b + 1, sample);
            environments.add(8 * qubit + 4 * value + 2 * b, sample, re * vRe - im * vIm);
            environments.add(8 * qubit + 4 * value + 2 * b + 1, sample, re * vIm + im * vRe);
        }
    }

    /** The environments of the qubits inside a row, which holds the cotangent of their product; destroys all rows. */
    static void environments(
            double[] re,
            double[] im,
            Table amplitudes,
            Table environments,
            int numQubits,
            int sample,
            int samples,
            double[] productRe,
            double[] productIm) {
        for (int qubit = numQubits - 1; qubit >= 0; qubit--) {
            int half = samples << qubit;
            start(productRe, productIm, amplitudes, qubit, sample, samples);
            for (int value = 0; value < 2; value++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = sample; i < half; i += samples) {
                    double x = re[i + value * half];
                    double y = im[i + value * half];
                    sumRe += x * productRe[i] + y * productIm[i];
                    sumIm += x * productIm[i] - y * productRe[i];
                }
                addEnvironment(environments, amplitudes, qubit, value, sample, sumRe, sumIm);
            }
            contract(re, im, amplitudes, qubit, sample, samples);
        }
    }

    /** {@code row <- conj(v_0) row + conj(v_1) (row + half)}. */
    private static void contract(double[] re, double[] im, Table amplitudes, int qubit, int sample, int samples) {
        int half = samples << qubit;
        for (int i = sample; i < half; i += samples) {
            double sumRe = 0;
            double sumIm = 0;
            for (int value = 0; value < 2; value++) {
                var vRe = (double) amplitudes.get(4 * qubit + 2 * value, sample);
                var vIm = (double) amplitudes.get(4 * qubit + 2 * value + 1, sample);
                sumRe += vRe * re[i + value * half] + vIm * im[i + value * half];
                sumIm += vRe * im[i + value * half] - vIm * re[i + value * half];
            }
            re[i] = sumRe;
            im[i] = sumIm;
        }
    }
}
