package org.dl4jquantum.sim.plan;

import org.dl4jquantum.sim.math.ComplexMatrix;

/** 2x2 complex matrices as eight doubles: row by row, real and imaginary part in turn. For loops over samples. */
final class QubitMatrix {
    static final int LENGTH = 8;

    private QubitMatrix() {}

    static double[] identity() {
        return new double[] {1, 0, 0, 0, 0, 0, 1, 0};
    }

    static double[] of(ComplexMatrix matrix) {
        double[] m = new double[LENGTH];
        for (int i = 0; i < LENGTH / 2; i++) {
            m[2 * i] = matrix.re(i / 2, i % 2);
            m[2 * i + 1] = matrix.im(i / 2, i % 2);
        }
        return m;
    }

    static double[] times(double[] a, double[] b) {
        double[] product = new double[LENGTH];
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                double re = 0;
                double im = 0;
                for (int k = 0; k < 2; k++) {
                    int x = 4 * row + 2 * k;
                    int y = 4 * k + 2 * column;
                    re += a[x] * b[y] - a[x + 1] * b[y + 1];
                    im += a[x] * b[y + 1] + a[x + 1] * b[y];
                }
                product[4 * row + 2 * column] = re;
                product[4 * row + 2 * column + 1] = im;
            }
        }
        return product;
    }

    static double[] adjoint(double[] a) {
        return new double[] {a[0], -a[1], a[4], -a[5], a[2], -a[3], a[6], -a[7]};
    }

    /** Multiplies the vector in column {@code column} of four rows: re, im of the first entry, then of the second. */
    static void apply(double[] m, double[][] rows, int column) {
        double x = rows[0][column];
        double y = rows[1][column];
        double z = rows[2][column];
        double t = rows[3][column];
        rows[0][column] = m[0] * x - m[1] * y + m[2] * z - m[3] * t;
        rows[1][column] = m[0] * y + m[1] * x + m[2] * t + m[3] * z;
        rows[2][column] = m[4] * x - m[5] * y + m[6] * z - m[7] * t;
        rows[3][column] = m[4] * y + m[5] * x + m[6] * t + m[7] * z;
    }

    /** {@code Re sum_ij a_ij b_ij}. */
    static double realSum(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < LENGTH; i += 2) {
            sum += a[i] * b[i] - a[i + 1] * b[i + 1];
        }
        return sum;
    }
}
