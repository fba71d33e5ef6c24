package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.algorithm.MetricTensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The states of all circuits of a network, at what the first samples of a batch bring to their layers. */
final class CircuitStates {
    private record Part(ParamRange range, MetricTensor metric) {}

    private final Network network;
    private final QuantumWeights weights;
    private final int samples;
    private final List<Part> parts = new ArrayList<>();

    CircuitStates(String method, Network network, QuantumWeights weights, int samples) {
        this.network = network;
        this.weights = weights;
        this.samples = samples;
        for (ParamRange range : weights.ranges()) {
            Layer layer =
                    QuantumParts.unwrapped(network.layer(range.layer()).conf().getLayer());
            if (!(layer instanceof QuantumLayer quantum)) {
                throw new UnsupportedOperationException(
                        "quantum training: method " + method + " needs states of layer \""
                                + range.layer() + "\", a " + layer.getClass().getSimpleName()
                                + " does not give them; use " + QuantumTraining.SPSA);
            }
            parts.add(new Part(range, new MetricTensor(quantum.getNode())));
        }
    }

    /** The inputs of every circuit, [part][sample]. */
    double[][][] inputs(INDArray features) {
        INDArray first = features.get(NDArrayIndex.interval(0, Math.min(samples, features.size(0))));
        return parts.stream()
                .map(part -> rows(network.inputOf(part.range.layer(), first)))
                .toArray(double[][][]::new);
    }

    private double[][] rows(INDArray inputs) {
        // Time steps come as samples of their own.
        int count = (int) Math.min(samples, inputs.size(0));
        double[][] rows = new double[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = inputs.getRow(row).toDoubleVector();
        }
        return rows;
    }

    /** The metric of all weights: zeros between layers, and between moments of a circuit. */
    double[][] metric(double[][][] inputs, double[] all) {
        double[][] whole = new double[all.length][all.length];
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            int first = weights.first(part.range);
            double[][] block = part.metric.blockDiagonal(inputs[p], own(part, all));
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(block[i], 0, whole[first + i], first, block.length);
            }
        }
        return whole;
    }

    /** The product over layers of the mean over samples of {@code |<psi(v)|psi(w)>|^2}. */
    double fidelity(double[][][] inputs, double[] v, double[] w) {
        double product = 1;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            product *= Arrays.stream(inputs[p])
                    .mapToDouble(sample -> part.metric.fidelity(sample, own(part, v), own(part, w)))
                    .average()
                    .orElseThrow();
        }
        return product;
    }

    private double[] own(Part part, double[] all) {
        int first = weights.first(part.range);
        return Arrays.copyOfRange(all, first, first + (int) part.range.length());
    }
}
