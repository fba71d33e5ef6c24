package org.dl4jquantum.dl4j.training;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.sim.function.MemoryMode;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What circuits of a network store between the forward and the backward pass of a batch: the bytes that
 * {@link MemoryMode#STORE} takes and {@link MemoryMode#RECOMPUTE} saves, and what either costs in time. Measured in copies
 * of the network; the network itself is not touched. A layer that runs its circuits once a time step stores the last one.
 *
 * @param layers quantum layers in the order of the network
 * @param storeNanos of one training iteration with all states stored
 * @param recomputeNanos of one training iteration with none
 */
public record StateMemory(List<LayerMemory> layers, double storeNanos, double recomputeNanos) {
    private static final String HELPER = "state memory";
    /** The first steps load code and grow workspaces. */
    private static final int WARM_UP = 5;

    public StateMemory {
        layers = List.copyOf(layers);
    }

    /**
     * Of one layer.
     *
     * @param name of the layer
     * @param bytes of states for the whole batch
     */
    public record LayerMemory(String name, long bytes) {}

    /**
     * A copy of a network, its updater's state included, whose circuits use memory as asked.
     *
     * @param model an initialised network with a quantum layer
     * @throws IllegalArgumentException if the network is not initialised or has no quantum layer
     */
    public static Model with(Model model, MemoryMode mode) {
        return network(Network.of(model), mode).model();
    }

    private static Network network(Network given, MemoryMode mode) {
        return QuantumParts.withNodes(HELPER, given, node -> node.withMemory(mode));
    }

    /**
     * Measures.
     *
     * @param model an initialised network with a quantum layer
     * @param data one batch, trained on again and again
     * @param iterations averaged over, at least 1
     * @throws IllegalArgumentException if the network is not initialised or has no quantum layer, or iterations is below 1
     */
    public static StateMemory of(Model model, DataSet data, int iterations) {
        Network given = Network.of(model);
        if (iterations < 1) {
            throw new IllegalArgumentException(HELPER + ": " + iterations + " iterations, at least 1 is needed");
        }
        Network storing = network(given, MemoryMode.STORE);
        double store = nanos(storing, data, iterations);
        double recompute = nanos(network(given, MemoryMode.RECOMPUTE), data, iterations);
        List<LayerMemory> layers = QuantumParts.required(HELPER, storing).stream()
                .map(name -> new LayerMemory(
                        name,
                        QuantumParts.running(storing.layer(name)).orElseThrow().storedBytes()))
                .toList();
        return new StateMemory(layers, store, recompute);
    }

    private static double nanos(Network network, DataSet data, int iterations) {
        for (int i = 0; i < WARM_UP; i++) {
            network.fit(data);
        }
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            network.fit(data);
        }
        return (double) (System.nanoTime() - start) / iterations;
    }

    /** Bytes of all layers: what recomputing saves. */
    public long bytes() {
        return layers.stream().mapToLong(LayerMemory::bytes).sum();
    }

    /** One line per layer. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "states of a batch: %,d bytes; an iteration takes %.0f us with them stored, %.0f us without%n",
                bytes(),
                storeNanos / 1e3,
                recomputeNanos / 1e3));
        layers.forEach(layer -> text.append(String.format(Locale.ROOT, "%s: %,d bytes%n", layer.name, layer.bytes)));
        return text.toString();
    }
}
