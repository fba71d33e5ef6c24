package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a network as it is, and with its quantum layers replaced as {@link AblationVariant} lists: what does the quantum
 * part add? Every variant starts anew from the network's seed, with its updaters, and sees the same batches; the network
 * given is not touched.
 */
public final class Ablation {
    private final VariantBuilder variants;
    private final List<DataSet> training;
    private final DataSet test;

    /**
     * A study of a network.
     *
     * @param model an initialised network whose quantum layers take and give rows
     * @param training batches of an epoch, at least one
     * @param test data for scores and accuracies, with one-hot labels
     * @throws IllegalArgumentException if there is no quantum layer, the network is not initialised, or no batch is given
     * @throws UnsupportedOperationException if a quantum layer is of series or images, or an output layer
     */
    public Ablation(Model model, List<DataSet> training, DataSet test) {
        variants = new VariantBuilder(model);
        if (training.isEmpty()) {
            throw new IllegalArgumentException("ablation: no batches, at least 1 is needed");
        }
        this.training = List.copyOf(training);
        this.test = test;
    }

    /**
     * Trains every variant.
     *
     * @param epochs at least 1
     * @throws IllegalArgumentException if epochs is below 1
     */
    public AblationReport run(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("ablation: " + epochs + " epochs, at least 1 is needed");
        }
        List<AblationReport.Row> rows = new ArrayList<>();
        for (AblationVariant variant : AblationVariant.values()) {
            ComputationGraph graph = variants.build(variant);
            long start = System.nanoTime();
            for (int epoch = 0; epoch < epochs; epoch++) {
                training.forEach(graph::fit);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double trainingScore =
                    training.stream().mapToDouble(graph::score).average().orElseThrow();
            double accuracy = graph.outputSingle(test.getFeatures())
                    .argMax(1)
                    .eq(test.getLabels().argMax(1))
                    .castTo(test.getLabels().dataType())
                    .meanNumber()
                    .doubleValue();
            rows.add(new AblationReport.Row(
                    variant, trainable(graph), trainingScore, graph.score(test), accuracy, seconds));
        }
        return new AblationReport(epochs, rows);
    }

    /** Parameters that are trained: those of the identity are none. */
    private static long trainable(ComputationGraph graph) {
        return Network.of(graph).params().stream()
                .filter(range -> !(graph.getLayer(range.layer()) instanceof FrozenLayerWithBackprop))
                .mapToLong(ParamRange::length)
                .sum();
    }
}
