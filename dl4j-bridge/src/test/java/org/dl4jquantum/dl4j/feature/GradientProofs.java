package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** DL4J's own gradient check, of all weights of all layers: those below see the gradient of the layer's inputs. */
final class GradientProofs {
    /** Relative error of a central difference of step 1e-6 in double precision. */
    private static final double CENTRAL_DIFFERENCE = 1e-5;

    private static final int BATCH = 3;

    private GradientProofs() {}

    static void weightsAndInputs(Trial trial) {
        check(trial.network(TestNetworks.checking(), trial.layer()).model(), trial.data(DataType.DOUBLE, BATCH));
    }

    static void withPenalties(Trial trial) {
        BaseLayer layer = trial.layer();
        layer.setRegularization(new ArrayList<>(List.of(new L1Regularization(0.03), new L2Regularization(0.02))));
        check(trial.network(TestNetworks.checking(), layer).model(), trial.data(DataType.DOUBLE, BATCH));
    }

    static void masked(Trial trial) {
        check(
                trial.network(TestNetworks.checking(), trial.layer()).model(),
                InputProofs.masked(trial, trial.features(DataType.DOUBLE, BATCH)));
    }

    /** DL4J's check demands that DOUBLE is the default type. */
    static void check(Model model, DataSet data) {
        DataType before = Nd4j.defaultFloatingPointType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            assertTrue(
                    model instanceof ComputationGraph graph
                            ? passes(graph, data)
                            : passes((MultiLayerNetwork) model, data));
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    private static boolean passes(MultiLayerNetwork network, DataSet data) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .maxRelError(CENTRAL_DIFFERENCE)
                .input(data.getFeatures())
                .inputMask(data.getFeaturesMaskArray())
                .labelMask(data.getLabelsMaskArray())
                .labels(data.getLabels()));
    }

    private static boolean passes(ComputationGraph network, DataSet data) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(network)
                .maxRelError(CENTRAL_DIFFERENCE)
                .inputs(new INDArray[] {data.getFeatures()})
                .inputMask(array(data.getFeaturesMaskArray()))
                .labelMask(array(data.getLabelsMaskArray()))
                .labels(new INDArray[] {data.getLabels()}));
    }

    private static INDArray[] array(INDArray mask) {
        return mask == null ? null : new INDArray[] {mask};
    }
}
