package org.dl4jquantum.benchmarks.plain;

/** {@code RZ(c) RY(b) RZ(a)}, RZ(a) first, as four complex numbers, and the way from dL/dmatrix to dL/d(a, b, c). */
final class RotationMatrix {
    final double[] re = new double[4];
    final double[] im = new double[4];
    private final double[] slopeRe = new double[4];
    private final double[] slopeIm = new double[4];
    /** {@code sum conj(g_row) psi_column} of everything the matrix acted on: g is dL/dre + i dL/dim behind it. */
    private final double[] environmentRe = new double[4];

    private final double[] environmentIm = new double[4];

    RotationMatrix(double a, double b, double c) {
        double cos = Math.cos(b / 2);
        double sin = Math.sin(b / 2);
        set(0, cos, -sin / 2, -(a + c) / 2);
        set(1, -sin, -cos / 2, (a - c) / 2);
        set(2, sin, cos / 2, (c - a) / 2);
        set(3, cos, -sin / 2, (a + c) / 2);
    }

    private void set(int entry, double size, double slope, double phase) {
        re[entry] = size * Math.cos(phase);
        im[entry] = size * Math.sin(phase);
        slopeRe[entry] = slope * Math.cos(phase);
        slopeIm[entry] = slope * Math.sin(phase);
    }

    /** Applies the matrix, or its inverse, on one qubit of 2^n amplitudes. */
    void apply(double[] psiRe, double[] psiIm, int qubit, boolean inverse) {
        int bit = 1 << qubit;
        int m01 = inverse ? 2 : 1;
        int m10 = inverse ? 1 : 2;
        double sign = inverse ? -1 : 1;
        for (int k = 0; k < psiRe.length; k++) {
            if ((k & bit) == 0) {
                double r0 = psiRe[k];
                double i0 = psiIm[k];
                double r1 = psiRe[k | bit];
                double i1 = psiIm[k | bit];
                psiRe[k] = re[0] * r0 - sign * im[0] * i0 + re[m01] * r1 - sign * im[m01] * i1;
                psiIm[k] = re[0] * i0 + sign * im[0] * r0 + re[m01] * i1 + sign * im[m01] * r1;
                psiRe[k | bit] = re[m10] * r0 - sign * im[m10] * i0 + re[3] * r1 - sign * im[3] * i1;
                psiIm[k | bit] = re[m10] * i0 + sign * im[m10] * r0 + re[3] * i1 + sign * im[3] * r1;
            }
        }
    }

    /** Adds what one sample contributes, given psi before the matrix and g behind it. */
    void collect(double[] psiRe, double[] psiIm, double[] gRe, double[] gIm, int qubit) {
        int bit = 1 << qubit;
        for (int k = 0; k < psiRe.length; k++) {
            int row = (k & bit) == 0 ? 0 : 2;
            for (int column = 0; column < 2; column++) {
                int from = column == 0 ? k & ~bit : k | bit;
                environmentRe[row + column] += gRe[k] * psiRe[from] + gIm[k] * psiIm[from];
                environmentIm[row + column] += gRe[k] * psiIm[from] - gIm[k] * psiRe[from];
            }
        }
    }

    /** Writes dL/da, dL/db, dL/dc. */
    void chain(double[] dw, int offset) {
        double[] turned = new double[4];
        double slope = 0;
        for (int k = 0; k < 4; k++) {
            turned[k] = (re[k] * environmentIm[k] + im[k] * environmentRe[k]) / 2;
            slope += slopeRe[k] * environmentRe[k] - slopeIm[k] * environmentIm[k];
        }
        dw[offset] = turned[0] - turned[1] + turned[2] - turned[3];
        dw[offset + 1] = slope;
        dw[offset + 2] = turned[0] + turned[1] - turned[2] - turned[3];
    }
}
