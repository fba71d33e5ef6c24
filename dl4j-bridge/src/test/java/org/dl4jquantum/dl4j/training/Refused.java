package org.dl4jquantum.dl4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.function.Executable;

/** What every helper refuses. */
final class Refused {
    private Refused() {}

    static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** A network that is not initialised, none at all, and one of another kind. */
    static void assertNeedsANetwork(Consumer<Model> helper) {
        assertRefused("network: not initialised; call init() first", () -> helper.accept(Hybrids.uninitialized()));
        assertRefused(
                "network: null received, a ComputationGraph or MultiLayerNetwork is needed", () -> helper.accept(null));
        Model layer = Hybrids.classical().getLayer(0);
        assertRefused(
                "network: " + layer.getClass().getName()
                        + " received, a ComputationGraph or MultiLayerNetwork is needed",
                () -> helper.accept(layer));
    }

    static void assertNeedsAQuantumLayer(String name, Consumer<Model> helper) {
        assertNeedsANetwork(helper);
        String message = assertThrows(IllegalArgumentException.class, () -> helper.accept(Hybrids.classical()))
                .getMessage();
        assertTrue(message.startsWith(name + ": no quantum layer among the layers [0, 1]"), message);
    }
}
