package org.dl4jquantum.dl4j.ui;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.dl4jquantum.dl4j.layer.RunsCircuits;
import org.dl4jquantum.dl4j.training.QuantumParts;
import org.dl4jquantum.dl4j.ui.record.Histogram;
import org.dl4jquantum.dl4j.ui.record.LayerInfo;
import org.dl4jquantum.dl4j.ui.record.LayerStats;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads one quantum layer: what it is, and what it did since it was read before. */
final class LayerReader {
    /** Outputs that are followed one by one; more would be a cloud. */
    static final int MOST_OUTPUTS = 16;

    private final String name;
    private final Layer layer;
    private final List<String> keys;
    private long circuitNanos;

    private double[] gradients = {};
    private List<Double> means = List.of();
    private List<Double> deviations = List.of();

    LayerReader(String name, Layer layer) {
        this.name = name;
        this.layer = layer;
        keys = QuantumParts.params(layer);
        circuitNanos = nanosSoFar();
    }

    String name() {
        return name;
    }

    /** The layer's angles, as the network names them in gradients. */
    List<String> gradientNames() {
        return keys.stream().map(key -> name + "_" + key).toList();
    }

    LayerInfo info() {
        var configuration = QuantumParts.unwrapped(layer.conf().getLayer());
        Map<String, Long> copies = new LinkedHashMap<>();
        if (configuration instanceof QuantumConfiguration known) {
            for (QuantumNode node : known.circuits()) {
                copies.merge(NodeJson.write(node), 1L, Long::sum);
            }
        }
        long weights =
                keys.stream().mapToLong(key -> layer.getParam(key).length()).sum();
        String engine =
                QuantumParts.running(layer).map(RunsCircuits::engineName).orElse("unknown");
        List<LayerInfo.Circuit> circuits = copies.entrySet().stream()
                .map(entry -> new LayerInfo.Circuit(entry.getValue(), entry.getKey()))
                .toList();
        return new LayerInfo(name, configuration.getClass().getSimpleName(), engine, weights, circuits);
    }

    /**
     * Takes the layer's outputs.
     *
     * @param outputs [batch, units], [batch, units, time] or [batch, channels, height, width]
     */
    void outputs(INDArray outputs) {
        int[] others =
                IntStream.range(0, outputs.rank()).filter(axis -> axis != 1).toArray();
        means = first(outputs.mean(others));
        deviations = first(outputs.std(false, others));
    }

    private static List<Double> first(INDArray perUnit) {
        return IntStream.range(0, (int) Math.min(MOST_OUTPUTS, perUnit.length()))
                .mapToObj(perUnit::getDouble)
                .toList();
    }

    /** Takes the gradients of the layer's angles from those of the whole network, and returns the sum of their squares. */
    double gradients(Map<String, INDArray> all, int batch) {
        gradients = gradientNames().stream()
                .map(all::get)
                .filter(gradient -> gradient != null)
                .flatMapToDouble(LayerReader::numbers)
                .map(sum -> sum / batch)
                .toArray();
        return squares();
    }

    private double squares() {
        double squares = 0;
        for (double gradient : gradients) {
            squares += gradient * gradient;
        }
        return squares;
    }

    private static DoubleStream numbers(INDArray array) {
        return Arrays.stream(array.dup().reshape(array.length()).toDoubleVector());
    }

    /**
     * What happened since the last call; outputs and gradients are forgotten with this one.
     *
     * @param iterations since the last call
     * @param first whether there was none
     */
    LayerStats stats(long iterations, boolean first) {
        long nanos = nanosSoFar();
        double seconds = first ? Double.NaN : (nanos - circuitNanos) / 1e9 / iterations;
        circuitNanos = nanos;
        double[] weights = keys.stream()
                .flatMapToDouble(key -> numbers(layer.getParam(key)))
                .toArray();
        double norm = Double.NaN;
        double variance = Double.NaN;
        if (gradients.length > 0) {
            double mean = Arrays.stream(gradients).average().orElseThrow();
            norm = Math.sqrt(squares());
            variance = Arrays.stream(gradients)
                    .map(gradient -> (gradient - mean) * (gradient - mean))
                    .average()
                    .orElseThrow();
        }
        LayerStats stats = new LayerStats(
                name, Histogram.of(weights), Histogram.of(gradients), norm, variance, means, deviations, seconds);
        gradients = new double[0];
        means = List.of();
        deviations = List.of();
        return stats;
    }

    private long nanosSoFar() {
        return QuantumParts.running(layer).map(RunsCircuits::circuitNanos).orElse(0L);
    }
}
