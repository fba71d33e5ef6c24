package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.dl4j.layer.CircuitPlace;
import org.dl4jquantum.dl4j.layer.RunsCircuits;
import org.dl4jquantum.sim.algorithm.MetricTensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The states of all circuits of a network that have weights, at what the first samples of a batch bring to them. */
final class CircuitStates {
    private final Network network;
    private final int samples;
    private final List<Part> parts = new ArrayList<>();

    /** One circuit: its layer, its index there, the place of its weights among all, and their number. */
    private record Part(RunsCircuits layer, int circuit, int first, int count, MetricTensor metric) {
        double[] own(double[] all) {
            return Arrays.copyOfRange(all, first, first + count);
        }
    }

    /**
     * Prepares the states of a network.
     *
     * @throws UnsupportedOperationException if an engine cannot give states of its circuit
     */
    CircuitStates(Network network, QuantumWeights weights, int samples) {
        this.network = network;
        this.samples = samples;
        for (ParamRange range : weights.ranges()) {
            RunsCircuits layer =
                    QuantumParts.running(network.layer(range.layer())).orElseThrow();
            List<CircuitPlace> places = layer.circuitPlaces();
            for (int circuit = 0; circuit < places.size(); circuit++) {
                CircuitPlace place = places.get(circuit);
                if (place.key().equals(range.key())) {
                    int first = weights.first(range) + place.firstWeight();
                    parts.add(
                            new Part(layer, circuit, first, place.node().numWeights(), new MetricTensor(place.node())));
                }
            }
        }
    }

    /** The inputs of every circuit, [part][sample]; of a circuit that runs at several places or times, some of each. */
    double[][][] inputs(INDArray features) {
        List<List<double[]>> seen = new ArrayList<>();
        parts.forEach(part -> seen.add(new ArrayList<>()));
        // Several parts of one layer hear the same.
        parts.forEach(listener -> listener.layer.watch((circuit, node, inputs, all) -> {
            int part = part(listener.layer, circuit);
            if (part >= 0) {
                seen.get(part).addAll(List.of(inputs.castTo(DataType.DOUBLE).toDoubleMatrix()));
            }
        }));
        try {
            network.output(features.get(NDArrayIndex.interval(0, Math.min(samples, features.size(0)))));
        } finally {
            parts.forEach(part -> part.layer.watch(null));
        }
        return seen.stream().map(this::evenly).toArray(double[][][]::new);
    }

    private int part(RunsCircuits layer, int circuit) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).layer == layer && parts.get(i).circuit == circuit)
                .findFirst()
                .orElse(-1);
    }

    private double[][] evenly(List<double[]> rows) {
        int count = Math.min(samples, rows.size());
        return IntStream.range(0, count)
                .mapToObj(i -> rows.get((int) ((long) i * rows.size() / count)))
                .toArray(double[][]::new);
    }

    /** The metric of all weights: zeros between circuits, and between moments of a circuit. */
    double[][] metric(double[][][] inputs, double[] all) {
        double[][] whole = new double[all.length][all.length];
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            double[][] block = part.metric.blockDiagonal(inputs[p], part.own(all));
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(block[i], 0, whole[part.first + i], part.first, block.length);
            }
        }
        return whole;
    }

    /** The product over circuits of the mean over samples of {@code |<psi(v)|psi(w)>|^2}. */
    double fidelity(double[][][] inputs, double[] v, double[] w) {
        double product = 1;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            product *= Arrays.stream(inputs[p])
                    .mapToDouble(sample -> part.metric.fidelity(sample, part.own(v), part.own(w)))
                    .average()
                    .orElseThrow();
        }
        return product;
    }
}
