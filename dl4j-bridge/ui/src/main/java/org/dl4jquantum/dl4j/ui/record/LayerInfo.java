package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.List;

/**
 * A quantum layer, as it stays during training.
 *
 * @param name in a ComputationGraph its name, in a MultiLayerNetwork its index
 * @param type class of its configuration
 * @param engine that runs its circuits
 * @param numWeights angles that are trained
 * @param circuits its circuits, those that are equal but for their weights once
 */
public record LayerInfo(String name, String type, String engine, long numWeights, List<Circuit> circuits) {

    /**
     * A circuit of a layer.
     *
     * @param copies how many of these the layer has, each with weights of its own
     * @param node the circuit and its measurement, as {@code NodeJson} writes them
     */
    public record Circuit(long copies, String node) {}

    public LayerInfo {
        circuits = List.copyOf(circuits);
    }

    void write(FieldWriter out) throws IOException {
        out.text(name);
        out.text(type);
        out.text(engine);
        out.number(numWeights);
        out.list(circuits, circuit -> {
            out.number(circuit.copies);
            out.text(circuit.node);
        });
    }

    static LayerInfo read(FieldReader in) throws IOException {
        return new LayerInfo(
                in.text(), in.text(), in.text(), in.number(), in.list(() -> new Circuit(in.number(), in.text())));
    }
}
