package org.dl4jquantum.sim.function;

import org.dl4jquantum.sim.math.RealView;

/** Inputs as amplitudes of the initial state: {@code psi = a / |a|}, and the gradient through the normalisation. */
final class AmplitudeLoader {
    private AmplitudeLoader() {}

    /** Writes real parts; imaginary parts, and what the amplitudes leave free, are zero already. */
    static void load(double[] inputs, int numInputs, int numAmplitudes, RealView states) {
        for (int sample = 0; sample < states.rows(); sample++) {
            double norm = norm(inputs, sample * numInputs, numAmplitudes);
            if (norm == 0) {
                throw new IllegalArgumentException("inputs of sample " + sample + ": all " + numAmplitudes
                        + " amplitudes are 0, a state needs one that is not");
            }
            for (int i = 0; i < numAmplitudes; i++) {
                states.set(sample, 2 * i, inputs[sample * numInputs + i] / norm);
            }
        }
    }

    /** Adds {@code da = (g - (g . psi) psi) / |a|}, g the real part of the states' gradient. */
    static void chain(RealView gradient, double[] inputs, int numInputs, int numAmplitudes, double[] inputGradient) {
        for (int sample = 0; sample < gradient.rows(); sample++) {
            int first = sample * numInputs;
            double norm = norm(inputs, first, numAmplitudes);
            double radial = 0;
            for (int i = 0; i < numAmplitudes; i++) {
                radial += gradient.get(sample, 2 * i) * inputs[first + i] / norm;
            }
            for (int i = 0; i < numAmplitudes; i++) {
                double tangential = gradient.get(sample, 2 * i) - radial * inputs[first + i] / norm;
                inputGradient[first + i] += tangential / norm;
            }
        }
    }

    private static double norm(double[] values, int first, int count) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(values[first + i]));
        }
        if (largest == 0) {
            return 0;
        }
        // Scaled, so that squares neither overflow nor vanish.
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double scaled = values[first + i] / largest;
            sum += scaled * scaled;
        }
        return largest * Math.sqrt(sum);
    }
}
