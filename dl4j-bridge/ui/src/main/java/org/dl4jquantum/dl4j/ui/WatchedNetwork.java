package org.dl4jquantum.dl4j.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jquantum.dl4j.training.QuantumParts;

/** What differs between DL4J's two kinds of network, any number of inputs and outputs allowed. */
final class WatchedNetwork {
    private WatchedNetwork() {}

    /**
     * Quantum layers by name, in the order of computation: the vertex's name in a ComputationGraph, the index in a
     * MultiLayerNetwork.
     *
     * @throws IllegalArgumentException if it is another kind of network, or not initialised
     */
    static Map<String, Layer> quantumLayers(Model model) {
        Map<String, Layer> layers = layers(model);
        layers.values().removeIf(layer -> !QuantumParts.isQuantum(layer));
        return layers;
    }

    /** All layers, as {@link #quantumLayers} names them. */
    static Map<String, Layer> layers(Model model) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        if (model instanceof ComputationGraph graph) {
            checkInitialized(graph.getVertices() != null);
            Arrays.stream(graph.topologicalSortOrder())
                    .mapToObj(i -> graph.getVertices()[i])
                    .filter(GraphVertex::hasLayer)
                    .forEach(vertex -> layers.put(vertex.getVertexName(), vertex.getLayer()));
        } else if (model instanceof MultiLayerNetwork sequence) {
            checkInitialized(sequence.isInitCalled());
            for (int i = 0; i < sequence.getnLayers(); i++) {
                layers.put(String.valueOf(i), sequence.getLayer(i));
            }
        } else {
            throw new IllegalArgumentException(
                    "dashboard: " + (model == null ? "null" : model.getClass().getName())
                            + " received, a ComputationGraph or MultiLayerNetwork is needed");
        }
        return layers;
    }

    private static void checkInitialized(boolean initialized) {
        if (!initialized) {
            throw new IllegalArgumentException("dashboard: the network is not initialised; call init() first");
        }
    }

    /** Takes these listeners away; others stay. */
    static void removeListeners(Model model, Collection<TrainingListener> listeners) {
        Collection<TrainingListener> present = model instanceof ComputationGraph graph
                ? graph.getListeners()
                : ((MultiLayerNetwork) model).getListeners();
        List<TrainingListener> left = new ArrayList<>(present);
        left.removeAll(listeners);
        model.setListeners(left);
    }
}
