package org.dl4jquantum.dl4j.training;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.dl4jquantum.dl4j.layer.RunsCircuits;
import org.dl4jquantum.sim.function.QuantumNode;

/** Finds the quantum layers of a network by their type. */
public final class QuantumParts {
    private QuantumParts() {}

    /**
     * Names of all layers with circuits.
     *
     * @param helper who asks, for the message
     * @throws IllegalArgumentException if there is none
     */
    public static List<String> required(String helper, Network network) {
        List<String> found = network.layers().stream()
                .filter(name -> isQuantum(network.layer(name)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    helper + ": no quantum layer among the layers " + network.layers() + ", at least one is needed");
        }
        return found;
    }

    /** The circuits of a layer at work, inside frozen and other wrapping layers; none where it has none. */
    public static Optional<RunsCircuits> running(Layer layer) {
        Layer inside = layer;
        while (inside instanceof BaseWrapperLayer wrapper) {
            inside = wrapper.getUnderlying();
        }
        return inside instanceof RunsCircuits circuits ? Optional.of(circuits) : Optional.empty();
    }

    /** Whether a layer holds circuits. */
    public static boolean isQuantum(Layer layer) {
        return configuration(layer).isPresent();
    }

    /** Keys of a layer's parameters that enter circuits. */
    public static List<String> params(Layer layer) {
        return configuration(layer).map(QuantumConfiguration::quantumParams).orElse(List.of());
    }

    private static Optional<QuantumConfiguration> configuration(Layer layer) {
        return unwrapped(layer.conf().getLayer()) instanceof QuantumConfiguration quantum
                ? Optional.of(quantum)
                : Optional.empty();
    }

    /**
     * A copy of a network whose circuits are run in another way.
     *
     * @param helper who asks, for the message
     * @throws IllegalArgumentException if there is no quantum layer
     */
    public static Network withNodes(String helper, Network given, UnaryOperator<QuantumNode> change) {
        Network changed = given.copy();
        for (String name : required(helper, changed)) {
            configuration(changed.layer(name)).orElseThrow().changeNodes(change);
        }
        // Layers are made from their configurations: once more, from the changed ones.
        return changed.copy();
    }

    /** The layer inside frozen and other wrapping layers. */
    public static org.deeplearning4j.nn.conf.layers.Layer unwrapped(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return unwrapped(frozen.getLayer());
        }
        if (layer instanceof FrozenLayerWithBackprop frozen) {
            return unwrapped(frozen.getUnderlying());
        }
        return layer instanceof org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer wrapper
                ? unwrapped(wrapper.getUnderlying())
                : layer;
    }
}
