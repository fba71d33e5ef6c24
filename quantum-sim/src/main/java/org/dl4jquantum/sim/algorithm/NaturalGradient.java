package org.dl4jquantum.sim.algorithm;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The direction of steepest descent in the space of states, {@code (g + d I)^-1 grad}: J. Stokes, J. Izaac, N. Killoran
 * and G. Carleo, "Quantum natural gradient" (arXiv:1909.02108), damped.
 */
public final class NaturalGradient {
    /** Rounding makes a metric unsymmetric, and its smallest eigenvalue negative, by no more than this. */
    private static final double ROUNDING = 1e-9;

    private NaturalGradient() {}

    /**
     * Solves for the direction.
     *
     * @param metric g, symmetric and positive semi-definite, see {@link MetricTensor}
     * @param gradient grad
     * @param damping d, positive: bounds the step where the metric vanishes
     */
    public static double[] direction(double[][] metric, double[] gradient, double damping) {
        Spsa.positive("natural gradient: damping", damping);
        if (gradient.length == 0) {
            return new double[0];
        }
        RealMatrix damped = new Array2DRowRealMatrix(metric)
                .add(MatrixUtils.createRealIdentityMatrix(gradient.length).scalarMultiply(damping));
        return new CholeskyDecomposition(damped, ROUNDING, 0)
                .getSolver()
                .solve(new ArrayRealVector(gradient))
                .toArray();
    }
}
