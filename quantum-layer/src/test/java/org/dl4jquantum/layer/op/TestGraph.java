package org.dl4jquantum.layer.op;

import java.util.List;
import java.util.Map;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.learning.config.Adam;

/** A network with a circuit in its middle: x [batch, 4], tanh(x V), circuit(_, theta), (_ U), squared error. */
final class TestGraph {
    static final int BATCH = 6;
    static final DataType TYPE = DataType.DOUBLE;

    private TestGraph() {}

    static SameDiff create() {
        return create(TestNodes.weighted());
    }

    /** With a circuit of the sizes of {@link TestNodes#weighted}. */
    static SameDiff create(QuantumNode node) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", TYPE, -1, 4);
        SDVariable label = graph.placeHolder("label", TYPE, -1, 3);
        SDVariable v = graph.var("V", Numbers.of(1, TYPE, 4, 3));
        SDVariable theta = graph.var("theta", Numbers.of(2, TYPE, 1, 19));
        SDVariable u = graph.var("U", Numbers.of(3, TYPE, 2, 3));
        SDVariable angles = graph.math().tanh("angles", x.mmul(v));
        SDVariable measured = QuantumOps.circuit(graph, "measured", node, angles, theta);
        SDVariable prediction = measured.mmul("prediction", u);
        graph.loss.meanSquaredError("loss", label, prediction, null);
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.05))
                .dataSetFeatureMapping("x")
                .dataSetLabelMapping("label")
                .build());
        return graph;
    }

    static INDArray x() {
        return Numbers.of(4, TYPE, BATCH, 4);
    }

    static INDArray label() {
        return Numbers.of(5, TYPE, BATCH, 3).div(2);
    }

    static Map<String, INDArray> placeholders() {
        return Map.of("x", x(), "label", label());
    }

    static INDArray output(SameDiff graph, String variable) {
        return graph.output(placeholders(), List.of(variable)).get(variable);
    }

    static void fit(SameDiff graph, int steps) {
        graph.fit(new SingletonDataSetIterator(new DataSet(x(), label())), steps);
    }
}
