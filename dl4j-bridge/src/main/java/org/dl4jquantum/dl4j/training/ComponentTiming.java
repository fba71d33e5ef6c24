package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Where the time of training goes, layer by layer. Measured in a copy of the network, a MultiLayerNetwork as the graph it
 * equals; the network itself is not touched. The forward pass of an output layer counts as part of its backward pass,
 * where DL4J does it.
 *
 * @param layers in the order of computation
 * @param totalNanos of one training iteration, updater and loss included
 * @param iterations averaged over
 */
public record ComponentTiming(List<LayerTime> layers, double totalNanos, int iterations) {
    /** The first steps load code and grow workspaces. */
    private static final int WARM_UP = 5;

    public ComponentTiming {
        layers = List.copyOf(layers);
    }

    /**
     * The mean time in one layer.
     *
     * @param name of the layer
     * @param quantum whether it holds circuits
     */
    public record LayerTime(String name, boolean quantum, double forwardNanos, double backwardNanos) {
        public double nanos() {
            return forwardNanos + backwardNanos;
        }
    }

    /**
     * Measures.
     *
     * @param model an initialised network
     * @param data one batch, trained on again and again
     * @param iterations at least 1
     * @throws IllegalArgumentException if the network is not initialised or iterations is below 1
     */
    public static ComponentTiming of(Model model, DataSet data, int iterations) {
        Network network = Network.of(model);
        if (iterations < 1) {
            throw new IllegalArgumentException("component timing: " + iterations + " iterations, at least 1 is needed");
        }
        Model copy = network.copy().model();
        ComputationGraph graph =
                copy instanceof MultiLayerNetwork sequence ? sequence.toComputationGraph() : (ComputationGraph) copy;
        List<TimedVertex> timed = instrument(graph);
        for (int i = 0; i < WARM_UP; i++) {
            graph.fit(data);
        }
        timed.forEach(TimedVertex::reset);
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            graph.fit(data);
        }
        double total = System.nanoTime() - start;
        List<LayerTime> layers = timed.stream()
                .map(vertex -> new LayerTime(
                        vertex.getVertexName(),
                        QuantumParts.isQuantum(vertex.getLayer()),
                        (double) vertex.forwardNanos() / iterations,
                        (double) vertex.backwardNanos() / iterations))
                .toList();
        return new ComponentTiming(layers, total / iterations, iterations);
    }

    private static List<TimedVertex> instrument(ComputationGraph graph) {
        List<TimedVertex> timed = new ArrayList<>();
        GraphVertex[] vertices = graph.getVertices();
        for (int i : graph.topologicalSortOrder()) {
            if (vertices[i].hasLayer()) {
                TimedVertex vertex = new TimedVertex(vertices[i]);
                vertices[i] = vertex;
                timed.add(vertex);
            }
        }
        return timed;
    }

    /** The part of an iteration that is spent in quantum layers, 0..1. */
    public double quantumShare() {
        return layers.stream()
                        .filter(LayerTime::quantum)
                        .mapToDouble(LayerTime::nanos)
                        .sum()
                / totalNanos;
    }

    /** The part that is spent outside all layers: updater, loss and DL4J itself. */
    public double otherShare() {
        return 1 - layers.stream().mapToDouble(LayerTime::nanos).sum() / totalNanos;
    }

    /** One line per layer, in microseconds and per cent. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%.0f us per iteration, quantum layers %.0f %%%n",
                totalNanos / 1e3,
                100 * quantumShare()));
        for (LayerTime layer : layers) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s: forward %.0f us, backward %.0f us, %.0f %%%n",
                    layer.name,
                    layer.quantum ? " (quantum)" : "",
                    layer.forwardNanos / 1e3,
                    layer.backwardNanos / 1e3,
                    100 * layer.nanos() / totalNanos));
        }
        return text.append(String.format(Locale.ROOT, "other: %.0f %%%n", 100 * otherShare()))
                .toString();
    }
}
