package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Product states, and their environments: qubits inside a row sample by sample, the others row by row. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleProduct {
    private final Layout layout;
    private final DoubleKernels kernels;
    private final int low;
    private final int samples;
    /** Along a row: re, im of the amplitude of |0> of a qubit, then of |1>. */
    private final double[][] spread;

    private final double[] sumRe;
    private final double[] sumIm;

    DoubleProduct(Layout layout, DoubleKernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        low = layout.lowQubits();
        samples = layout.samples();
        spread = new double[4][layout.rowLength()];
        sumRe = new double[layout.rowLength()];
        sumIm = new double[layout.rowLength()];
    }

    /** Fills a state with the product of the first qubits, the others in |0>. */
    void fill(double[][] parts, Table amplitudes, int numQubits) {
        fillRows(parts, amplitudes, numQubits);
        for (int part = 2 << Math.max(numQubits - low, 0); part < parts.length; part++) {
            Arrays.fill(parts[part], 0);
        }
    }

    private void fillRows(double[][] parts, Table amplitudes, int numQubits) {
        Arrays.fill(parts[0], 0);
        Arrays.fill(parts[1], 0);
        for (int sample = 0; sample < samples; sample++) {
            start(parts[0], parts[1], amplitudes, Math.min(numQubits, low), sample);
        }
        for (int qubit = low; qubit < numQubits; qubit++) {
            extend(parts, amplitudes, qubit);
        }
    }

    /** From the product of all qubits below one to the product with it. */
    private void extend(double[][] parts, Table amplitudes, int qubit) {
        spread(amplitudes, qubit);
        int half = 2 << (qubit - low);
        for (int re = 0; re < half; re += 2) {
            int im = re + 1;
            kernels.product(parts[re + half], parts[im + half], parts[re], parts[im], spread[2], spread[3]);
            kernels.product(parts[re], parts[im], parts[re], parts[im], spread[0], spread[1]);
        }
    }

    private void spread(Table amplitudes, int qubit) {
        for (int k = 0; k < spread.length; k++) {
            for (int position = 0; position < samples; position++) {
                spread[k][position] = (double) amplitudes.get(4 * qubit + k, position);
            }
            for (int from = samples; from < spread[k].length; from += samples) {
                System.arraycopy(spread[k], 0, spread[k], from, samples);
            }
        }
    }

    /**
     * Qubit by qubit from the highest: its environment is the overlap of the cotangent with the product of the lower
     * qubits; then it is contracted away. Destroys both states.
     */
    void environments(double[][] cotangent, double[][] lower, Table amplitudes, Table environments) {
        for (int qubit = layout.numQubits() - 1; qubit >= low; qubit--) {
            int half = 2 << (qubit - low);
            fillRows(lower, amplitudes, qubit);
            for (int value = 0; value < 2; value++) {
                Arrays.fill(sumRe, 0);
                Arrays.fill(sumIm, 0);
                for (int re = 0; re < half; re += 2) {
                    int its = re + value * half;
                    kernels.addConjugateProduct(
                            sumRe, sumIm, lower[re], lower[re + 1], cotangent[its], cotangent[its + 1]);
                }
                for (int position = 0; position < sumRe.length; position++) {
                    int sample = position % samples;
                    addEnvironment(environments, amplitudes, qubit, value, sample, sumRe[position], sumIm[position]);
                }
            }
            contract(cotangent, amplitudes, qubit, half);
        }
        for (int sample = 0; sample < samples; sample++) {
            environmentsInRow(cotangent[0], cotangent[1], amplitudes, environments, sample);
        }
    }

    /** Rows become {@code conj(v_0) row + conj(v_1) (row behind half)}, v the state of the qubit. */
    private void contract(double[][] parts, Table amplitudes, int qubit, int half) {
        spread(amplitudes, qubit);
        for (int re = 0; re < half; re += 2) {
            int im = re + 1;
            System.arraycopy(parts[re], 0, sumRe, 0, sumRe.length);
            System.arraycopy(parts[im], 0, sumIm, 0, sumIm.length);
            Arrays.fill(parts[re], 0);
            Arrays.fill(parts[im], 0);
            kernels.addConjugateProduct(parts[re], parts[im], sumRe, sumIm, spread[0], spread[1]);
            kernels.addConjugateProduct(parts[re], parts[im], parts[re + half], parts[im + half], spread[2], spread[3]);
        }
    }

    // ---- inside a row

    /** Fills the beginning of a row with the product of the first qubits. */
    private void start(double[] re, double[] im, Table amplitudes, int numQubits, int sample) {
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
    private static void addEnvironment(
            Table environments, Table amplitudes, int qubit, int value, int sample, double re, double im) {
        for (int b = 0; b < 2; b++) {
            var vRe = amplitudes.get(4 * qubit + 2 * b, sample);
            var vIm = amplitudes.get(4 * qubit + 2 * b + 1, sample);
            environments.add(8 * qubit + 4 * value + 2 * b, sample, re * vRe - im * vIm);
            environments.add(8 * qubit + 4 * value + 2 * b + 1, sample, re * vIm + im * vRe);
        }
    }

    /** The environments of the qubits inside a row, which holds the cotangent of their product. */
    private void environmentsInRow(double[] re, double[] im, Table amplitudes, Table environments, int sample) {
        for (int qubit = low - 1; qubit >= 0; qubit--) {
            int half = samples << qubit;
            start(sumRe, sumIm, amplitudes, qubit, sample);
            for (int value = 0; value < 2; value++) {
                double re0 = 0;
                double im0 = 0;
                for (int i = sample; i < half; i += samples) {
                    double x = re[i + value * half];
                    double y = im[i + value * half];
                    re0 += x * sumRe[i] + y * sumIm[i];
                    im0 += x * sumIm[i] - y * sumRe[i];
                }
                addEnvironment(environments, amplitudes, qubit, value, sample, re0, im0);
            }
            contract(re, im, amplitudes, qubit, sample);
        }
    }

    /** {@code row <- conj(v_0) row + conj(v_1) (row + half)}. */
    private void contract(double[] re, double[] im, Table amplitudes, int qubit, int sample) {
        int half = samples << qubit;
        for (int i = sample; i < half; i += samples) {
            double x = 0;
            double y = 0;
            for (int value = 0; value < 2; value++) {
                var vRe = (double) amplitudes.get(4 * qubit + 2 * value, sample);
                var vIm = (double) amplitudes.get(4 * qubit + 2 * value + 1, sample);
                x += vRe * re[i + value * half] + vIm * im[i + value * half];
                y += vRe * im[i + value * half] - vIm * re[i + value * half];
            }
            re[i] = x;
            im[i] = y;
        }
    }
}
