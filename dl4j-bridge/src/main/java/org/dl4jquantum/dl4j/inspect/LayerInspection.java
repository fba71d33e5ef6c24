package org.dl4jquantum.dl4j.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.dl4j.training.QuantumParts;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the circuits of a quantum layer do with one sample.
 *
 * @param layer name of the layer
 * @param kind class of its configuration
 * @param runs every run of every circuit, in order: one for a {@code QuantumLayer}; several where a layer has several
 *     circuits or runs them once for every time step, patch or landmark
 */
public record LayerInspection(String layer, String kind, List<CircuitRun> runs) {
    private static final String NAME = "layer inspection";

    public LayerInspection {
        runs = List.copyOf(runs);
    }

    /**
     * Follows one sample through a network, in inference mode; the network itself is not touched.
     *
     * @param model an initialised network of one input and one output
     * @param sample features of one example, [1, ...]
     * @return one for every quantum layer, in the order of the network
     * @throws IllegalArgumentException if there is no quantum layer, or not one example
     */
    public static List<LayerInspection> of(Model model, INDArray sample) {
        Network network = Network.of(model).copy();
        List<String> names = QuantumParts.required(NAME, network);
        if (sample.rank() < 2 || sample.size(0) != 1) {
            throw new IllegalArgumentException(NAME + ": features of shape " + Arrays.toString(sample.shape())
                    + " received, one example is needed: [1, ...]");
        }
        List<List<CircuitRun>> runs = new ArrayList<>();
        for (String name : names) {
            List<CircuitRun> ofLayer = new ArrayList<>();
            runs.add(ofLayer);
            QuantumParts.running(network.layer(name)).orElseThrow().watch((circuit, node, inputs, weights) -> {
                for (double[] row : inputs.castTo(DataType.DOUBLE).toDoubleMatrix()) {
                    ofLayer.add(
                            new CircuitRun(circuit, node, list(row), weights.isEmpty() ? List.of() : list(weights)));
                }
            });
        }
        network.output(sample);
        List<LayerInspection> inspections = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String kind = QuantumParts.unwrapped(
                            network.layer(names.get(i)).conf().getLayer())
                    .getClass()
                    .getSimpleName();
            inspections.add(new LayerInspection(names.get(i), kind, runs.get(i)));
        }
        return inspections;
    }

    /**
     * The first run of the first quantum layer, operation by operation: all there is to see in a network with one
     * {@code QuantumLayer}.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static CircuitTrace trace(Model model, INDArray sample) {
        return of(model, sample).get(0).runs().get(0).trace();
    }

    private static List<Double> list(INDArray values) {
        return list(values.castTo(DataType.DOUBLE).dup().data().asDouble());
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** All runs, operation by operation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind + " \"" + layer + "\"\n");
        for (CircuitRun run : runs) {
            text.append(runs.size() == 1 ? "" : "circuit " + run.circuit() + "\n")
                    .append(run.trace());
        }
        return text.toString();
    }
}
