package org.dl4jquantum.sim.engine.portable;

/**
 * Loops over rows. Every array has its own name and all share one index: so the just-in-time compiler sees that nothing
 * is carried from one turn to the next, and emits vector code.
 */
final class DoubleKernels {
    private DoubleKernels() {}

    /** {@code (u, v) <- (c u + a v, c v + b u)}. */
    static void butterfly(double[] u, double[] v, double[] c, double[] a, double[] b) {
        for (int i = 0; i < u.length; i++) {
            double x = u[i];
            double y = v[i];
            u[i] = c[i] * x + a[i] * y;
            v[i] = c[i] * y + b[i] * x;
        }
    }

    /** {@code u <- c u + a v}. */
    static void combine(double[] u, double[] v, double[] c, double[] a) {
        for (int i = 0; i < u.length; i++) {
            u[i] = c[i] * u[i] + a[i] * v[i];
        }
    }

    /** {@code u <- u + a v}. */
    static void addProduct(double[] u, double[] v, double[] a) {
        for (int i = 0; i < u.length; i++) {
            u[i] += a[i] * v[i];
        }
    }

    /** {@code (u + iv) <- (u + iv) + (re + i im)(x + iy)} on a part of a row. */
    static void addProduct(double[] u, double[] v, double[] x, double[] y, double re, double im, int from, int to) {
        if (im == 0) {
            for (int i = from; i < to; i++) {
                u[i] += re * x[i];
                v[i] += re * y[i];
            }
            return;
        }
        for (int i = from; i < to; i++) {
            u[i] += re * x[i] - im * y[i];
            v[i] += re * y[i] + im * x[i];
        }
    }

    /** {@code (u + iv) <- (x + iy)(re + i im)}; the factors may be the arrays written. */
    static void product(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        for (int i = 0; i < u.length; i++) {
            double a = x[i];
            double b = y[i];
            u[i] = a * re[i] - b * im[i];
            v[i] = a * im[i] + b * re[i];
        }
    }

    /** {@code (u + iv) <- (u + iv) + (x + iy)(re - i im)}. */
    static void addConjugateProduct(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        for (int i = 0; i < u.length; i++) {
            u[i] += x[i] * re[i] + y[i] * im[i];
            v[i] += y[i] * re[i] - x[i] * im[i];
        }
    }

    /** {@code (u + iv) <- (u + iv)(re + i im)} on a part of a row. */
    static void scale(double[] u, double[] v, double re, double im, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = u[i];
            double y = v[i];
            u[i] = re * x - im * y;
            v[i] = re * y + im * x;
        }
    }

    /** {@code u <- -u} on a part of a row. */
    static void negate(double[] u, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] = -u[i];
        }
    }

    /** {@code sums <- sums + w (a x + b y)}. */
    static void addDot(double[] sums, double[] w, double[] a, double[] x, double[] b, double[] y) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += w[i] * (a[i] * x[i] + b[i] * y[i]);
        }
    }

    /** {@code sums <- sums + w (a x - b y)}. */
    static void addCross(double[] sums, double[] w, double[] a, double[] x, double[] b, double[] y) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += w[i] * (a[i] * x[i] - b[i] * y[i]);
        }
    }

    /** The row itself, or its copy in {@code buffer} with low qubits flipped. */
    static double[] shuffled(double[] row, double[] buffer, int flip, Layout layout) {
        if (flip == 0) {
            return row;
        }
        int samples = layout.samples();
        for (int low = 0; low < 1 << layout.lowQubits(); low++) {
            System.arraycopy(row, (low ^ flip) * samples, buffer, low * samples, samples);
        }
        return buffer;
    }
}
