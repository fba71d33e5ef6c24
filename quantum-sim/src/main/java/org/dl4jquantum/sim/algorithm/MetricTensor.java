package org.dl4jquantum.sim.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.function.QuantumNode;

/**
 * The Fubini-Study metric of a circuit's states in its weights,
 *
 * <pre>{@code
 * g_jk = Re <d_j psi|d_k psi> - Re <d_j psi|psi><psi|d_k psi>
 * }</pre>
 *
 * a quarter of the quantum Fisher information. J. Stokes, J. Izaac, N. Killoran and G. Carleo, "Quantum natural gradient"
 * (arXiv:1909.02108), whose block-diagonal form {@link #blockDiagonal} keeps: weights of gates that act at the same
 * moment, on disjoint qubits, share a block.
 *
 * <p>Exact, from the engine's state vectors: amplitudes are sines of an angle of the frequency v = scale / 2, so that
 * {@code d psi/dt = v (psi(t + pi/2v) - psi(t - pi/2v)) / 2}. Costs two states for every angle that depends on a weight,
 * and memory for them: {@code 2^(n+1)} numbers each.
 */
public final class MetricTensor {
    private final StateVectors states;
    private final int[] slots;
    private final double[] frequencies;
    private final int[] blockOfWeight;

    /**
     * The metric of a node's circuit; what the node measures, and its shots, do not enter.
     *
     * @throws UnsupportedOperationException if the engine cannot give states of the circuit
     */
    public MetricTensor(QuantumNode node) {
        Circuit circuit = node.circuit();
        states = new StateVectors(circuit, node.engine());
        blockOfWeight = blocks(circuit);
        List<Integer> trainable = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        int slot = 0;
        for (Operation operation : circuit.operations()) {
            for (int parameter = 0; parameter < operation.parameters().size(); parameter++, slot++) {
                if (operation.parameters().get(parameter).numWeights() > 0) {
                    trainable.add(slot);
                    Rotation rotation =
                            (Rotation) operation.gate().rotationOf(parameter).body();
                    speeds.add(Math.abs(rotation.scale()) / 2);
                }
            }
        }
        slots = trainable.stream().mapToInt(i -> i).toArray();
        frequencies = speeds.stream().mapToDouble(v -> v).toArray();
    }

    /** The block of each weight: the moment of the first gate that it enters. */
    private static int[] blocks(Circuit circuit) {
        int[] blocks = new int[circuit.numWeights()];
        Arrays.fill(blocks, -1);
        int[] moments = new int[circuit.numQubits()];
        for (Operation operation : circuit.operations()) {
            int moment = 1
                    + operation.qubits().stream()
                            .mapToInt(q -> moments[q])
                            .max()
                            .orElse(0);
            operation.qubits().forEach(qubit -> moments[qubit] = moment);
            operation.parameters().stream()
                    .flatMap(angle -> angle.terms().stream())
                    .flatMap(term -> term.weights().stream())
                    .filter(weight -> blocks[weight] < 0)
                    .forEach(weight -> blocks[weight] = moment);
        }
        return blocks;
    }

    /**
     * The whole metric for one sample.
     *
     * @param inputs of the sample, [numInputs]
     * @param weights [numWeights]
     * @return [numWeights][numWeights], symmetric, positive semi-definite
     */
    public double[][] of(double[] inputs, double[] weights) {
        Angles angles = states.angles(inputs, weights);
        double[] psi = states.shifted(angles, inputs, new int[] {-1}, new double[1])[0];
        double[][] derivatives = new double[weights.length][psi.length];
        for (int i = 0; i < slots.length; i++) {
            double shift = Math.PI / (2 * frequencies[i]);
            double[][] pair =
                    states.shifted(angles, inputs, new int[] {slots[i], slots[i]}, new double[] {shift, -shift});
            double[] slopes = states.slopes(slots[i], angles, inputs, weights);
            for (int weight = 0; weight < weights.length; weight++) {
                double factor = slopes[weight] * frequencies[i] / 2;
                for (int k = 0; k < psi.length && factor != 0; k++) {
                    derivatives[weight][k] += factor * (pair[0][k] - pair[1][k]);
                }
            }
        }
        return gram(derivatives, psi);
    }

    private static double[][] gram(double[][] derivatives, double[] psi) {
        int size = derivatives.length;
        double[] re = new double[size];
        double[] im = new double[size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < psi.length; k += 2) {
                re[j] += psi[k] * derivatives[j][k] + psi[k + 1] * derivatives[j][k + 1];
                im[j] += psi[k] * derivatives[j][k + 1] - psi[k + 1] * derivatives[j][k];
            }
        }
        double[][] metric = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double overlap = 0;
                for (int k = 0; k < psi.length; k++) {
                    overlap += derivatives[i][k] * derivatives[j][k];
                }
                metric[i][j] = overlap - re[i] * re[j] - im[i] * im[j];
                metric[j][i] = metric[i][j];
            }
        }
        return metric;
    }

    /** The metric averaged over samples, with zeros between weights of different blocks. */
    public double[][] blockDiagonal(double[][] samples, double[] weights) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("metric tensor: no samples, at least 1 is needed");
        }
        double[][] mean = new double[weights.length][weights.length];
        for (double[] inputs : samples) {
            double[][] one = of(inputs, weights);
            for (int i = 0; i < weights.length; i++) {
                for (int j = 0; j < weights.length; j++) {
                    mean[i][j] += blockOfWeight[i] == blockOfWeight[j] ? one[i][j] / samples.length : 0;
                }
            }
        }
        return mean;
    }

    /** {@code |<psi(v)|psi(w)>|^2} for one sample. */
    public double fidelity(double[] inputs, double[] first, double[] second) {
        double[] a = states.shifted(states.angles(inputs, first), inputs, new int[] {-1}, new double[1])[0];
        double[] b = states.shifted(states.angles(inputs, second), inputs, new int[] {-1}, new double[1])[0];
        double re = 0;
        double im = 0;
        for (int k = 0; k < a.length; k += 2) {
            re += a[k] * b[k] + a[k + 1] * b[k + 1];
            im += a[k] * b[k + 1] - a[k + 1] * b[k];
        }
        return re * re + im * im;
    }
}
