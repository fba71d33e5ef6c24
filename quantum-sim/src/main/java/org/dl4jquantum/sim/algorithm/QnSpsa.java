package org.dl4jquantum.sim.algorithm;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Natural gradient from samples: SPSA's gradient, and a metric that is estimated from four fidelities a step.
 *
 * <pre>{@code
 * dF  = F(w, w + e D1 + e D2) - F(w, w + e D1) - F(w, w - e D1 + e D2) + F(w, w - e D1)
 * g_k = -1/2 dF / (2 e^2) (D1 D2^T + D2 D1^T) / 2,   G_k = (k G_{k-1} + g_k) / (k + 1)
 * w  <- w - a (sqrt(G_k^2) + r I)^-1 grad
 * }</pre>
 *
 * J. Gacon, C. Zoufal, G. Carleo and S. Woerner, "Simultaneous perturbation stochastic approximation of the quantum
 * Fisher information" (arXiv:2103.09232), with their blocking: a step that makes the objective larger is not taken. Four
 * values and four fidelities a step. It averages over its own steps: one object for one run.
 */
public final class QnSpsa implements Optimizer {
    private final Fidelity fidelity;
    private final double learningRate;
    private final double perturbation;
    private final double regularization;
    private final long seed;
    private RealMatrix average;
    private int samples;

    /**
     * A run.
     *
     * @param fidelity of the circuit's states
     * @param learningRate a, positive
     * @param perturbation e and SPSA's c, in radians, positive
     * @param regularization r, positive: bounds the step where the metric vanishes
     * @param seed of the directions
     */
    public QnSpsa(Fidelity fidelity, double learningRate, double perturbation, double regularization, long seed) {
        Spsa.positive("QNSPSA: learning rate", learningRate);
        Spsa.positive("QNSPSA: perturbation", perturbation);
        Spsa.positive("QNSPSA: regularization", regularization);
        this.fidelity = fidelity;
        this.learningRate = learningRate;
        this.perturbation = perturbation;
        this.regularization = regularization;
        this.seed = seed;
    }

    @Override
    public double[] step(Objective objective, double[] weights, long iteration) {
        Directions directions = new Directions(seed, iteration);
        double[] direction = directions.next(weights.length);
        double slope = Spsa.slope(objective, weights, direction, perturbation);
        RealMatrix sample = sample(weights, directions.next(weights.length), directions.next(weights.length));
        average = average == null
                ? sample
                : average.scalarMultiply(samples).add(sample).scalarMultiply(1.0 / (samples + 1));
        samples++;
        double[] gradient = Directions.moved(new double[weights.length], slope, direction);
        double[] next = Directions.moved(weights, -learningRate, solve(gradient));
        return objective.value(next) <= objective.value(weights) ? next : weights.clone();
    }

    private RealMatrix sample(double[] weights, double[] first, double[] second) {
        double[] ahead = Directions.moved(weights, perturbation, first);
        double[] behind = Directions.moved(weights, -perturbation, first);
        double difference = fidelity.of(weights, Directions.moved(ahead, perturbation, second))
                - fidelity.of(weights, ahead)
                - fidelity.of(weights, Directions.moved(behind, perturbation, second))
                + fidelity.of(weights, behind);
        double scale = -difference / (4 * perturbation * perturbation);
        int size = weights.length;
        RealMatrix sample = new Array2DRowRealMatrix(size, size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double symmetric = first[row] * second[column] + second[row] * first[column];
                sample.setEntry(row, column, scale * symmetric / 2);
            }
        }
        return sample;
    }

    /** A sample of the metric may have negative eigenvalues: their size counts. */
    private double[] solve(double[] gradient) {
        EigenDecomposition eigen = new EigenDecomposition(average);
        double[] inEigenbasis = eigen.getVT().operate(gradient);
        for (int i = 0; i < inEigenbasis.length; i++) {
            inEigenbasis[i] /= Math.abs(eigen.getRealEigenvalue(i)) + regularization;
        }
        return eigen.getV().operate(inEigenbasis);
    }
}
