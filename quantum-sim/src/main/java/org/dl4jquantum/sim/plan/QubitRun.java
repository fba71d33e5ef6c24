package org.dl4jquantum.sim.plan;

import java.util.Arrays;
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

    /** The steps, first to last. */
    public List<Step> steps() {
        return steps;
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
     * @param rows for each sample re, im of the amplitude of |0>, then of |1>: four rows, written
     */
    public void states(Angles angles, int first, int count, double[]... rows) {
        double[] start = {1, 0, 0, 0};
        for (int k = 0; k < start.length; k++) {
            Arrays.fill(rows[k], 0, count, start[k]);
        }
        // Neighbouring steps that all samples share are multiplied first.
        double[] pending = QubitMatrix.identity();
        double[] own = new double[QubitMatrix.LENGTH];
        for (Step step : steps) {
            if (isShared(step, angles)) {
                pending = QubitMatrix.times(matrix(step, angles, first), pending);
            } else {
                for (int sample = 0; sample < count; sample++) {
                    QubitMatrix.apply(pending, rows, sample);
                    write(step, angles, first + sample, own);
                    QubitMatrix.apply(own, rows, sample);
                }
                pending = QubitMatrix.identity();
            }
        }
        for (int sample = 0; sample < count; sample++) {
            QubitMatrix.apply(pending, rows, sample);
        }
    }

    /**
     * The gradient of every angle.
     *
     * @param environments for each sample the matrix {@code E_ab = sum conj(cotangent_a) state_b} over all other qubits:
     *     eight rows, entry by entry, real and imaginary part in turn
     */
    public void gradient(Angles angles, int first, int count, double[][] environments, Sink sink) {
        double[] whole = new double[environments.length];
        for (int k = 0; k < whole.length; k++) {
            for (int sample = 0; sample < count; sample++) {
                whole[k] += environments[k][sample];
            }
        }
        // A change -iG of a step is, after the steps V behind it, the change V (-iG) V^-1 of the state.
        double[][] behind = {QubitMatrix.identity()};
        for (int i = steps.size() - 1; i >= 0; i--) {
            boolean shared = isShared(steps.get(i), angles);
            if (steps.get(i) instanceof Step.Rotation rotation) {
                double[] change = minusI(generator(rotation));
                if (shared && behind.length == 1) {
                    sink.add(rotation.slot(), first, QubitMatrix.realSum(conjugated(behind[0], change), whole));
                } else {
                    differentiate(rotation.slot(), change, behind, first, count, environments, sink);
                }
            }
            if (i > 0) {
                behind = extend(behind, steps.get(i), shared, angles, first, count);
            }
        }
    }

    private static void differentiate(
            int slot, double[] change, double[][] behind, int first, int count, double[][] environments, Sink sink) {
        double[] environment = new double[QubitMatrix.LENGTH];
        double[] moved = {};
        for (int sample = 0; sample < count; sample++) {
            moved = sample < behind.length ? conjugated(behind[sample], change) : moved;
            for (int k = 0; k < environment.length; k++) {
                environment[k] = environments[k][sample];
            }
            sink.add(slot, first + sample, QubitMatrix.realSum(moved, environment));
        }
    }

    /** The steps behind, with one more in front of them; one matrix while all samples agree. */
    private static double[][] extend(
            double[][] behind, Step step, boolean shared, Angles angles, int first, int count) {
        double[] common = shared ? matrix(step, angles, first) : new double[0];
        double[][] extended = new double[shared ? behind.length : count][];
        for (int sample = 0; sample < extended.length; sample++) {
            double[] own = shared ? common : matrix(step, angles, first + sample);
            extended[sample] = QubitMatrix.times(behind[sample % behind.length], own);
        }
        return extended;
    }

    private static boolean isShared(Step step, Angles angles) {
        return !(step instanceof Step.Rotation rotation) || angles.isShared(rotation.slot());
    }

    private static double[] conjugated(double[] unitary, double[] matrix) {
        return QubitMatrix.times(QubitMatrix.times(unitary, matrix), QubitMatrix.adjoint(unitary));
    }

    private static double[] matrix(Step step, Angles angles, int sample) {
        if (step instanceof Step.Rotation) {
            double[] matrix = new double[QubitMatrix.LENGTH];
            write(step, angles, sample, matrix);
            return matrix;
        }
        // On no target but a control it is a phase.
        return QubitMatrix.of(((Step.Unitary) step).matrix().controlled(Long.bitCount(step.controls())));
    }

    /** A rotation by the angle of a sample, or the phase that it is where the qubit is its control. */
    private static void write(Step step, Angles angles, int sample, double[] matrix) {
        Step.Rotation rotation = (Step.Rotation) step;
        double turned = rotation.scale() / 2 * angles.get(rotation.slot(), sample);
        double cosine = Math.cos(turned);
        double sine = Math.sin(turned);
        Arrays.fill(matrix, 0);
        matrix[0] = rotation.controls() == 0 ? cosine : 1;
        matrix[6] = cosine;
        if (rotation.controls() != 0) {
            matrix[7] = -sine;
        } else if (rotation.xMask() == 0) {
            matrix[1] = -sine;
            matrix[7] = sine;
        } else if (rotation.zMask() == 0) {
            matrix[3] = -sine;
            matrix[5] = -sine;
        } else {
            matrix[2] = -sine;
            matrix[4] = sine;
        }
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
