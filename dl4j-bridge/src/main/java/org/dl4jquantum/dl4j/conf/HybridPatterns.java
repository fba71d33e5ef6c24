package org.dl4jquantum.dl4j.conf;

import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;

/**
 * Usual ways to put quantum layers into a graph. Each adds ordinary layers and vertices of DL4J to a graph that is being
 * built, under names that begin with a given one, and returns the name of the last, to go on from:
 *
 * <pre>{@code
 * String top = HybridPatterns.residual(graph, "block", quantum, "dense");
 * graph.addLayer("out", output, top);
 * }</pre>
 */
public final class HybridPatterns {
    private HybridPatterns() {}

    /** One layer after another. */
    public static String sequential(GraphBuilder graph, String name, List<? extends Layer> layers, String input) {
        atLeast(name, "layers", 1, layers.size());
        String top = input;
        for (int i = 0; i < layers.size(); i++) {
            String own = i == layers.size() - 1 ? name : name + "-" + i;
            graph.addLayer(own, layers.get(i), top);
            top = own;
        }
        return name;
    }

    /** Layers beside one another on the same input, such as a classical and a quantum one; outputs side by side. */
    public static String parallel(GraphBuilder graph, String name, List<? extends Layer> paths, String input) {
        graph.addVertex(name, new MergeVertex(), paths(graph, name, paths, input));
        return name;
    }

    /** What a layer adds to its input: {@code x + f(x)}; the layer is as wide above as below. */
    public static String residual(GraphBuilder graph, String name, Layer layer, String input) {
        if (layer instanceof FeedForwardLayer sized && sized.getNIn() > 0 && sized.getNIn() != sized.getNOut()) {
            throw new DL4JInvalidConfigException("pattern \"" + name + "\": a layer of " + sized.getNIn()
                    + " inputs and " + sized.getNOut() + " outputs received, a residual one has as many of both");
        }
        graph.addLayer(name + "-layer", layer, input);
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), input, name + "-layer");
        return name;
    }

    /** Layers of equal width beside one another, mixed by a {@link FusionLayer}. */
    public static String fused(
            GraphBuilder graph, String name, List<? extends Layer> paths, FusionLayer.Mode mode, String input) {
        graph.addLayer(name, new FusionLayer.Builder(paths.size(), mode).build(), paths(graph, name, paths, input));
        return name;
    }

    /**
     * Layers of several resolutions on the same input: each sees the input through a dense map, with tanh, to as many
     * numbers as it takes; outputs side by side.
     *
     * @param scales quantum layers whose nIn is known, such as circuits of 2, 4 and 8 qubits
     */
    public static String multiScale(
            GraphBuilder graph, String name, List<? extends FeedForwardLayer> scales, String input) {
        atLeast(name, "scales", 2, scales.size());
        String[] tops = new String[scales.size()];
        for (int i = 0; i < tops.length; i++) {
            String view = name + "-view-" + i;
            tops[i] = name + "-" + i;
            graph.addLayer(
                    view,
                    new DenseLayer.Builder()
                            .nOut(scales.get(i).getNIn())
                            .activation(Activation.TANH)
                            .build(),
                    input);
            graph.addLayer(tops[i], scales.get(i), view);
        }
        graph.addVertex(name, new MergeVertex(), tops);
        return name;
    }

    private static String[] paths(GraphBuilder graph, String name, List<? extends Layer> paths, String input) {
        atLeast(name, "paths", 2, paths.size());
        String[] tops = new String[paths.size()];
        for (int i = 0; i < tops.length; i++) {
            tops[i] = name + "-" + i;
            graph.addLayer(tops[i], paths.get(i), input);
        }
        return tops;
    }

    private static void atLeast(String name, String what, int least, int received) {
        if (received < least) {
            throw new DL4JInvalidConfigException(
                    "pattern \"" + name + "\": " + received + " " + what + " received, at least " + least + " needed");
        }
    }
}
