package org.dl4jquantum.sim.plan;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;

/**
 * One-qubit steps on one qubit from |0>: the state they prepare, and the gradient of every angle in them from the
 * environment of that qubit alone. What the batch shares is evaluated once.
 */
public final class QubitRun {
    private final List<Step> steps;

    QubitRun(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Receives the gradient of an angle. */
    public interface Sink {
        /**
         * Adds to a gradient.
         *
         * @param sample sample the value belongs to; for a shared slot the value is summed over all
         */
        void add(int slot, int sample, double value);
    }

    /**
     * The prepared states.
     *
     * @param first first sample
     * @param count samples
     * @return for every sample re, im of the amplitude of |0>, then of |1>
     */
    public double[][] states(Angles angles, int first, int count) {
        double[][] states = new double[count][];
        double[][] products = new double[][] {QubitMatrix.identity()};
        for (Step step : steps) {
            products = multiply(step, products, angles, first, count, true);
        }
        for (int sample = 0; sample < count; sample++) {
            double[] u = products[sample % products.length];
            states[sample] = new double[] {u[0], u[1], u[4], u[5]};
        }
        return states;
    }

    /**
     * The gradient of every angle.
     *
     * @param environments for every sample the matrix {@code E_ab = sum conj(cotangent_a) state_b} over all other qubits,
     *     as eight numbers: row by row, real and imaginary part in turn
     */
    public void gradient(Angles angles, int first, int count, double[][] environments, Sink sink) {
        // A change -iG of a step is, after the steps V behind it, the change V (-iG) V^-1 of the state.
        double[][] behind = new double[][] {QubitMatrix.identity()};
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Step.Rotation rotation) {
                differentiate(rotation, behind, angles, first, count, environments, sink);
            }
            behind = multiply(steps.get(i), behind, angles, first, count, false);
        }
    }

    private static void differentiate(
            Step.Rotation rotation,
            double[][] behind,
            Angles angles,
            int first,
            int count,
            double[][] environments,
            Sink sink) {
        double[] change = minusI(generator(rotation));
        double[] whole = new double[QubitMatrix.LENGTH];
        double[] conjugated = {};
        boolean sum = behind.length == 1 && angles.isShared(rotation.slot());
        for (int sample = 0; sample < count; sample++) {
            if (sample < behind.length) {
                double[] v = behind[sample];
                conjugated = QubitMatrix.times(QubitMatrix.times(v, change), QubitMatrix.adjoint(v));
            }
            if (sum) {
                for (int k = 0; k < whole.length; k++) {
                    whole[k] += environments[sample][k];
                }
            } else {
                sink.add(rotation.slot(), first + sample, QubitMatrix.realSum(conjugated, environments[sample]));
            }
        }
        if (sum) {
            sink.add(rotation.slot(), first, QubitMatrix.realSum(conjugated, whole));
        }
    }

    /** Every matrix multiplied by that of the step, from the left or from the right; one matrix while all agree. */
    private static double[][] multiply(
            Step step, double[][] matrices, Angles angles, int first, int count, boolean fromLeft) {
        boolean shared = !(step instanceof Step.Rotation rotation) || angles.isShared(rotation.slot());
        double[] common = shared ? matrix(step, angles, first) : new double[0];
        double[][] products = new double[shared ? matrices.length : count][];
        for (int sample = 0; sample < products.length; sample++) {
            double[] own = shared ? common : matrix(step, angles, first + sample);
            double[] other = matrices[sample % matrices.length];
            products[sample] = fromLeft ? QubitMatrix.times(own, other) : QubitMatrix.times(other, own);
        }
        return products;
    }

    private static double[] matrix(Step step, Angles angles, int sample) {
        if (step instanceof Step.Rotation rotation) {
            double[] generator = generator(rotation);
            double angle = angles.get(rotation.slot(), sample);
            return rotation.controls() == 0 ? turn(generator, rotation.scale() / 2, angle) : phase(generator, angle);
        }
        return QubitMatrix.of(((Step.Unitary) step).matrix());
    }

    /** G of {@code exp(-i t G)}: scale/2 times a Pauli matrix, or times the projector on |1> for a phase. */
    private static double[] generator(Step.Rotation rotation) {
        double half = rotation.scale() / 2;
        if (rotation.controls() != 0) {
            return new double[] {0, 0, 0, 0, 0, 0, half, 0};
        }
        if (rotation.xMask() == 0) {
            return new double[] {half, 0, 0, 0, 0, 0, -half, 0};
        }
        return rotation.zMask() == 0
                ? new double[] {0, 0, half, 0, half, 0, 0, 0}
                : new double[] {0, 0, 0, -half, 0, half, 0, 0};
    }

    /** {@code cos(half t) - i sin(half t) G / half}. */
    private static double[] turn(double[] generator, double half, double angle) {
        double[] matrix = minusI(generator);
        double cosine = Math.cos(half * angle);
        double sine = Math.sin(half * angle) / half;
        for (int k = 0; k < matrix.length; k++) {
            matrix[k] *= sine;
        }
        matrix[0] += cosine;
        matrix[6] += cosine;
        return matrix;
    }

    /** {@code diag(1, exp(-i t G_11))}. */
    private static double[] phase(double[] generator, double angle) {
        double turned = angle * generator[6];
        return new double[] {1, 0, 0, 0, 0, 0, Math.cos(turned), -Math.sin(turned)};
    }

    private static double[] minusI(double[] matrix) {
        double[] turned = new double[matrix.length];
        for (int k = 0; k < matrix.length; k += 2) {
            turned[k] = matrix[k + 1];
            turned[k + 1] = -matrix[k];
        }
        return turned;
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
