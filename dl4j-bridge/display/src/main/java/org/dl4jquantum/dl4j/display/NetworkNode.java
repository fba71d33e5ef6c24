package org.dl4jquantum.dl4j.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.dl4jquantum.dl4j.training.QuantumParts;
import org.dl4jquantum.sim.draw.CircuitDrawing;
import org.dl4jquantum.sim.function.QuantumNode;

/**
 * An input, a layer or another vertex of a network, in words.
 *
 * @param name unique in the network
 * @param text what it is, one line each
 * @param kind decides its colours
 * @param circuits that the layer runs, the first of them
 * @param inputs names of those it reads
 */
record NetworkNode(String name, List<String> text, Kind kind, List<CircuitDrawing> circuits, List<String> inputs) {
    private static final int MOST_CIRCUITS = 2;

    /** What a node is. */
    enum Kind {
        INPUT,
        LAYER,
        QUANTUM,
        VERTEX
    }

    /** All of a network, each after those it reads. */
    static List<NetworkNode> of(MultiLayerNetwork network) {
        checkInitialized(network.isInitCalled());
        List<NetworkNode> nodes = new ArrayList<>();
        nodes.add(new NetworkNode("input", List.of(), Kind.INPUT, List.of(), List.of()));
        for (int i = 0; i < network.getnLayers(); i++) {
            Layer layer = network.getLayer(i);
            String given = layer.conf().getLayer().getLayerName();
            // DL4J names nameless layers by their index.
            boolean named = given != null && !given.equals("layer" + i);
            String name = named ? i + ": " + given : "layer " + i;
            String below = nodes.get(nodes.size() - 1).name();
            nodes.add(layer(name, layer, List.of(below)));
        }
        return nodes;
    }

    /** All of a network, each after those it reads. */
    static List<NetworkNode> of(ComputationGraph network) {
        checkInitialized(network.getVertices() != null);
        List<NetworkNode> nodes = new ArrayList<>();
        network.getConfiguration().getNetworkInputs().forEach(name -> nodes.add(input(name)));
        Map<String, GraphVertex> vertices = network.getConfiguration().getVertices();
        for (int index : network.topologicalSortOrder()) {
            String name = network.getVertices()[index].getVertexName();
            if (vertices.containsKey(name)) {
                List<String> inputs =
                        network.getConfiguration().getVertexInputs().get(name);
                Layer layer = network.getVertices()[index].getLayer();
                nodes.add(
                        layer == null
                                ? new NetworkNode(
                                        name,
                                        List.of(vertices.get(name).getClass().getSimpleName()),
                                        Kind.VERTEX,
                                        List.of(),
                                        inputs)
                                : layer(name, layer, inputs));
            }
        }
        return nodes;
    }

    private static void checkInitialized(boolean initialized) {
        if (!initialized) {
            throw new IllegalArgumentException("network: not initialised; call init() first");
        }
    }

    private static NetworkNode input(String name) {
        return new NetworkNode(name, List.of("input"), Kind.INPUT, List.of(), List.of());
    }

    private static NetworkNode layer(String name, Layer layer, List<String> inputs) {
        org.deeplearning4j.nn.conf.layers.Layer inner =
                QuantumParts.unwrapped(layer.conf().getLayer());
        List<String> text = new ArrayList<>();
        boolean frozen = layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop;
        text.add(inner.getClass().getSimpleName() + (frozen ? ", frozen" : ""));
        text.add(sizes(inner, layer.numParams()));
        if (!(inner instanceof QuantumConfiguration quantum)) {
            return new NetworkNode(name, text, Kind.LAYER, List.of(), inputs);
        }
        List<QuantumNode> circuits = quantum.circuits();
        if (circuits.size() > 1) {
            int more = circuits.size() - MOST_CIRCUITS;
            text.add(circuits.size() + " circuits" + (more > 0 ? ", the first " + MOST_CIRCUITS + " are shown" : ""));
        }
        List<CircuitDrawing> drawings = circuits.stream()
                .limit(MOST_CIRCUITS)
                .map(node -> CircuitDrawing.of(node.circuit(), node.measurement()))
                .toList();
        return new NetworkNode(name, text, Kind.QUANTUM, drawings, inputs);
    }

    private static String sizes(org.deeplearning4j.nn.conf.layers.Layer layer, long parameters) {
        String count = String.format(Locale.ROOT, "%,d parameter%s", parameters, parameters == 1 ? "" : "s");
        String size = layer instanceof FeedForwardLayer sized && sized.getNOut() > 0
                ? sized.getNIn() + " → " + sized.getNOut() + ", "
                : "";
        String activation =
                layer instanceof BaseLayer base && base.getActivationFn() != null ? base.getActivationFn() + ", " : "";
        return size + activation + count;
    }
}
