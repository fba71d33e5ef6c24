package org.dl4jquantum.dl4j.training;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.dl4jquantum.dl4j.conf.QuantumPart;

/** Finds the quantum layers of a network by their type. */
final class QuantumParts {
    private QuantumParts() {}

    /**
     * Names of all layers with circuits.
     *
     * @param helper who asks, for the message
     * @throws IllegalArgumentException if there is none
     */
    static List<String> required(String helper, Network network) {
        List<String> found = network.layers().stream()
                .filter(name -> isQuantum(network.layer(name)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    helper + ": no quantum layer among the layers " + network.layers() + ", at least one is needed");
        }
        return found;
    }

    static boolean isQuantum(Layer layer) {
        return configuration(layer).isPresent();
    }

    /** Keys of a layer's parameters that enter circuits. */
    static List<String> params(Layer layer) {
        return configuration(layer).map(QuantumPart::quantumParams).orElse(List.of());
    }

    private static Optional<QuantumPart> configuration(Layer layer) {
        return unwrapped(layer.conf().getLayer()) instanceof QuantumPart part ? Optional.of(part) : Optional.empty();
    }

    /** The layer inside frozen and other wrapping layers. */
    static org.deeplearning4j.nn.conf.layers.Layer unwrapped(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return unwrapped(frozen.getLayer());
        }
        if (layer instanceof FrozenLayerWithBackprop frozen) {
            return unwrapped(frozen.getUnderlying());
        }
        return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
    }
}
