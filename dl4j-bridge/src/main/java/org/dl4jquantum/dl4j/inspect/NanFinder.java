package org.dl4jquantum.dl4j.inspect;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.inspect.NanFinding.Stage;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.dl4j.training.QuantumParts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Finds the first number of a training that is NaN or infinite: in the data, a parameter, an activation, the loss, a gradient
 * or the step. The training is that of a copy, in which every array is looked through.
 */
public final class NanFinder {
    private final ComputationGraph graph;
    private int iteration;

    /** Ends the iteration in which it is found. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient NanFinding finding;

        private Found(NanFinding finding) {
            super(finding.toString());
            this.finding = finding;
        }
    }

    private NanFinder(ComputationGraph graph) {
        this.graph = graph;
        GraphVertex[] vertices = graph.getVertices();
        for (int i = 0; i < vertices.length; i++) {
            if (!vertices[i].isInputVertex()) {
                vertices[i] = new WatchedVertex(vertices[i], this);
            }
        }
    }

    /**
     * Takes one training iteration of a copy; the network itself is not touched.
     *
     * @param model an initialised network of one input and one output
     * @param data one batch
     * @return where the first one came up, empty if all numbers are finite
     * @throws IllegalArgumentException if the network is something else
     */
    public static Optional<NanFinding> find(Model model, DataSet data) {
        return find(model, new ListDataSetIterator<>(List.of(data), 1), 1);
    }

    /**
     * Trains a copy until a number is NaN or infinite; the network itself is not touched.
     *
     * @param model an initialised network of one input and one output
     * @param batches one iteration each; starts anew for every epoch
     * @param epochs at most so many times through all batches, at least 1
     * @return where the first one came up, empty if all numbers stay finite
     * @throws IllegalArgumentException if the network is something else, or epochs is below 1
     */
    public static Optional<NanFinding> find(Model model, DataSetIterator batches, int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("NaN finder: " + epochs + " epochs, at least 1 is needed");
        }
        Model copy = Network.of(model).copy().model();
        NanFinder finder = new NanFinder(
                copy instanceof MultiLayerNetwork sequence ? sequence.toComputationGraph() : (ComputationGraph) copy);
        try {
            for (int epoch = 0; epoch < epochs; epoch++) {
                batches.reset();
                for (; batches.hasNext(); finder.iteration++) {
                    finder.step(batches.next());
                }
            }
            return Optional.empty();
        } catch (Found found) {
            return Optional.of(found.finding);
        }
    }

    private void step(DataSet data) {
        look(Stage.DATA, "", "features", data.getFeatures());
        look(Stage.DATA, "", "labels", data.getLabels());
        parameters(Stage.PARAMETER);
        graph.fit(data);
        if (!Double.isFinite(graph.score())) {
            look(Stage.LOSS, graph.getConfiguration().getNetworkOutputs().get(0), "score", Nd4j.scalar(graph.score()));
        }
        parameters(Stage.UPDATE);
    }

    private void parameters(Stage stage) {
        for (GraphVertex vertex : graph.getVertices()) {
            vertex.paramTable(false).forEach((key, param) -> look(stage, vertex.getVertexName(), key, param));
        }
    }

    /** Ends the iteration if a number is NaN or infinite. */
    void look(Stage stage, String layer, String array, INDArray numbers) {
        if (numbers == null || numbers.isEmpty()) {
            return;
        }
        long count = Nd4j.getExecutioner()
                .exec(new MatchCondition(numbers, Conditions.notFinite()))
                .getLong(0);
        if (count > 0) {
            throw new Found(new NanFinding(iteration, stage, layer, array, count, numbers.length(), isQuantum(layer)));
        }
    }

    private boolean isQuantum(String layer) {
        return !layer.isEmpty() && graph.getLayer(layer) != null && QuantumParts.isQuantum(graph.getLayer(layer));
    }
}
