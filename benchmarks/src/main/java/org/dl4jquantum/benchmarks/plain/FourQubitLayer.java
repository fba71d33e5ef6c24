package org.dl4jquantum.benchmarks.plain;

/**
 * RY of four inputs, two layers of rotations and a ring of CNOTs, {@code <Z>} of every qubit, written for this circuit
 * alone: sixteen amplitudes, a product of cosines and sines to begin with, eight 2 x 2 matrices made once per call, and
 * the ring as a table.
 */
public final class FourQubitLayer implements ClosedForm {
    private static final long serialVersionUID = 1;
    private static final int N = 4;
    private static final int SIZE = 1 << N;
    private static final int LAYERS = 2;
    /** Where the ring CNOT(0,1), CNOT(1,2), CNOT(2,3), CNOT(3,0) puts each amplitude. */
    private static final int[] RING = ring();

    private static int[] ring() {
        int[] to = new int[SIZE];
        for (int k = 0; k < SIZE; k++) {
            int moved = k;
            for (int qubit = 0; qubit < N; qubit++) {
                moved ^= (moved >> qubit & 1) << (qubit + 1) % N;
            }
            to[k] = moved;
        }
        return to;
    }

    @Override
    public int numInputs() {
        return N;
    }

    @Override
    public int numOutputs() {
        return N;
    }

    @Override
    public int numWeights() {
        return LAYERS * N * 3;
    }

    private static RotationMatrix[] matrices(double[] w) {
        RotationMatrix[] made = new RotationMatrix[LAYERS * N];
        for (int k = 0; k < made.length; k++) {
            made[k] = new RotationMatrix(w[3 * k], w[3 * k + 1], w[3 * k + 2]);
        }
        return made;
    }

    /** The state of a sample before the layers: real. */
    private static double[] encoded(double[] x, int sample) {
        double[] psi = new double[SIZE];
        for (int k = 0; k < SIZE; k++) {
            psi[k] = 1;
            for (int qubit = 0; qubit < N; qubit++) {
                double half = x[sample * N + qubit] / 2;
                psi[k] *= (k >> qubit & 1) == 0 ? Math.cos(half) : Math.sin(half);
            }
        }
        return psi;
    }

    private static double[] moved(double[] psi, boolean back) {
        double[] result = new double[SIZE];
        for (int k = 0; k < SIZE; k++) {
            result[back ? k : RING[k]] = psi[back ? RING[k] : k];
        }
        return result;
    }

    /** Real and imaginary parts of the final state. */
    private static double[][] run(RotationMatrix[] matrices, double[] x, int sample) {
        double[] re = encoded(x, sample);
        double[] im = new double[SIZE];
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int qubit = 0; qubit < N; qubit++) {
                matrices[layer * N + qubit].apply(re, im, qubit, false);
            }
            re = moved(re, false);
            im = moved(im, false);
        }
        return new double[][] {re, im};
    }

    @Override
    public void forward(double[] x, double[] w, double[] y) {
        RotationMatrix[] matrices = matrices(w);
        for (int sample = 0; sample < x.length / N; sample++) {
            double[][] psi = run(matrices, x, sample);
            for (int qubit = 0; qubit < N; qubit++) {
                double z = 0;
                for (int k = 0; k < SIZE; k++) {
                    z += (1 - 2 * (k >> qubit & 1)) * (psi[0][k] * psi[0][k] + psi[1][k] * psi[1][k]);
                }
                y[sample * N + qubit] = z;
            }
        }
    }

    @Override
    public void backward(double[] x, double[] w, double[] dy, double[] dx, double[] dw) {
        RotationMatrix[] matrices = matrices(w);
        for (int sample = 0; sample < x.length / N; sample++) {
            double[][] psi = run(matrices, x, sample);
            double[][] g = cotangent(psi, dy, sample);
            for (int layer = LAYERS - 1; layer >= 0; layer--) {
                for (int part = 0; part < 2; part++) {
                    psi[part] = moved(psi[part], true);
                    g[part] = moved(g[part], true);
                }
                for (int qubit = N - 1; qubit >= 0; qubit--) {
                    RotationMatrix matrix = matrices[layer * N + qubit];
                    matrix.apply(psi[0], psi[1], qubit, true);
                    matrix.collect(psi[0], psi[1], g[0], g[1], qubit);
                    matrix.apply(g[0], g[1], qubit, true);
                }
            }
            encodingGradient(psi[0], g[0], sample, dx);
        }
        for (int k = 0; k < matrices.length; k++) {
            matrices[k].chain(dw, 3 * k);
        }
    }

    private static double[][] cotangent(double[][] psi, double[] dy, int sample) {
        double[][] g = new double[2][SIZE];
        for (int k = 0; k < SIZE; k++) {
            double weight = 0;
            for (int qubit = 0; qubit < N; qubit++) {
                weight += 2 * (1 - 2 * (k >> qubit & 1)) * dy[sample * N + qubit];
            }
            g[0][k] = weight * psi[0][k];
            g[1][k] = weight * psi[1][k];
        }
        return g;
    }

    /** dRY/dt turns |0> to |1>/2 and |1> to -|0>/2 behind the rotation. */
    private static void encodingGradient(double[] psi, double[] g, int sample, double[] dx) {
        for (int qubit = 0; qubit < N; qubit++) {
            int bit = 1 << qubit;
            double sum = 0;
            for (int k = 0; k < SIZE; k++) {
                sum += (k & bit) == 0 ? -g[k] * psi[k | bit] / 2 : g[k] * psi[k & ~bit] / 2;
            }
            dx[sample * N + qubit] = sum;
        }
    }
}
