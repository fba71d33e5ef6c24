package org.dl4jquantum.sim.engine.portable;

/**
 * Loops over rows. Every array has its own name and all share one index: so the just-in-time compiler sees that nothing
 * is carried from one turn to the next, and emits vector code. It does so only for short bodies, of about five arrays.
 */
class DoubleKernels {
    /** Of whole sweeps. */
    DoubleTurns turns() {
        return new DoublePlainTurns();
    }

    /** {@code (x, y) <- (c x - s y, c y + s x)}. */
    void turn(double[] x, double[] y, double[] c, double[] s) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = c[i] * a - s[i] * b;
            y[i] = c[i] * b + s[i] * a;
        }
    }

    /** {@code x <- c x + s y}. */
    void combine(double[] x, double[] y, double[] c, double[] s) {
        for (int i = 0; i < x.length; i++) {
            x[i] = c[i] * x[i] + s[i] * y[i];
        }
    }

    /** {@code z <- v x - u y}. */
    void cross(double[] z, double[] u, double[] v, double[] x, double[] y) {
        for (int i = 0; i < z.length; i++) {
            z[i] = v[i] * x[i] - u[i] * y[i];
        }
    }

    /** {@code u <- u + v}. */
    void add(double[] u, double[] v) {
        for (int i = 0; i < u.length; i++) {
            u[i] += v[i];
        }
    }

    /** {@code u <- u + a v}. */
    void addProduct(double[] u, double[] v, double[] a) {
        for (int i = 0; i < u.length; i++) {
            u[i] += a[i] * v[i];
        }
    }

    /** {@code u <- u + a v b}. */
    void addProduct(double[] u, double[] v, double[] a, double[] b) {
        for (int i = 0; i < u.length; i++) {
            u[i] += a[i] * v[i] * b[i];
        }
    }

    /** {@code (u + iv) <- (u + iv) + (re + i im)(x + iy)} on a part of a row. */
    void addProduct(double[] u, double[] v, double[] x, double[] y, double re, double im, int from, int to) {
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

    /** {@code u <- a v}; they may be the same. */
    void product(double[] u, double[] v, double[] a) {
        for (int i = 0; i < u.length; i++) {
            u[i] = a[i] * v[i];
        }
    }

    /** {@code (u + iv) <- (x + iy)(re + i im)}; the factors may be the arrays written. */
    void product(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        for (int i = 0; i < u.length; i++) {
            double a = x[i];
            double b = y[i];
            u[i] = a * re[i] - b * im[i];
            v[i] = a * im[i] + b * re[i];
        }
    }

    /** {@code (u + iv) <- (u + iv) + (x + iy)(re - i im)}. */
    void addConjugateProduct(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        for (int i = 0; i < u.length; i++) {
            u[i] += x[i] * re[i] + y[i] * im[i];
            v[i] += y[i] * re[i] - x[i] * im[i];
        }
    }

    /** {@code u <- x^2 + y^2}. */
    void squares(double[] u, double[] x, double[] y) {
        for (int i = 0; i < u.length; i++) {
            u[i] = x[i] * x[i] + y[i] * y[i];
        }
    }

    /** {@code (u, v) <- (u + v, u - v)}. */
    void sumAndDifference(double[] u, double[] v) {
        for (int i = 0; i < u.length; i++) {
            double a = u[i];
            double b = v[i];
            u[i] = a + b;
            v[i] = a - b;
        }
    }

    /** {@code u <- a u}. */
    void scale(double[] u, double a) {
        for (int i = 0; i < u.length; i++) {
            u[i] *= a;
        }
    }

    /** {@code (u + iv) <- (u + iv)(re + i im)} on a part of a row. */
    void scale(double[] u, double[] v, double re, double im, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = u[i];
            double y = v[i];
            u[i] = re * x - im * y;
            v[i] = re * y + im * x;
        }
    }

    /** {@code u <- -u} on a part of a row. */
    void negate(double[] u, int from, int to) {
        for (int i = from; i < to; i++) {
            u[i] = -u[i];
        }
    }

    /** The sum of a part of a row: four at a time, as one sum alone waits for each addition. */
    double sum(double[] u, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += u[i];
            b += u[i + 1];
            c += u[i + 2];
            d += u[i + 3];
        }
        for (; i < to; i++) {
            a += u[i];
        }
        return (a + b) + (c + d);
    }

    /** The row itself, or its copy in {@code buffer} with low qubits flipped. */
    double[] shuffled(double[] row, double[] buffer, int flip, Layout layout) {
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
