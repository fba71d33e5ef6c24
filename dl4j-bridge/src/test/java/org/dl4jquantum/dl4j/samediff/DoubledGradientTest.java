package org.dl4jquantum.dl4j.samediff;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.DoubleByDefault;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** DL4J's SameDiff classes double gradients; with our last operation they are right. */
@ExtendWith(DoubleByDefault.class)
class DoubledGradientTest {
    private static final int BATCH = 3;
    /** Relative error of a central difference of step 1e-6 in double precision. */
    private static final double CENTRAL_DIFFERENCE = 1e-5;

    private final DataSet data = TestNetworks.data(DataType.DOUBLE, BATCH);

    private INDArray gradient(ComputationGraph network) {
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    @ParameterizedTest
    @EnumSource
    void correctedGradientsPassDl4jsOwnCheck(SameDiffNetworks.Wrapper wrapper) {
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(SameDiffNetworks.graph(wrapper, true))
                .maxRelError(CENTRAL_DIFFERENCE)
                .inputs(new INDArray[] {data.getFeatures()})
                .labels(new INDArray[] {data.getLabels()})));
    }

    /** The fault itself: where a later DL4J mends it, this fails, and the correction has to go. */
    @ParameterizedTest
    @EnumSource
    void uncorrectedGradientsAreTwiceTheRightOnesUpToTheLayer(SameDiffNetworks.Wrapper wrapper) {
        ComputationGraph right = SameDiffNetworks.graph(wrapper, true);
        ComputationGraph wrong = SameDiffNetworks.graph(wrapper, false);
        assertIdentical(right.params(), wrong.params());
        assertIdentical(right.outputSingle(data.getFeatures()), wrong.outputSingle(data.getFeatures()));
        gradient(right);
        gradient(wrong);
        INDArray rightDense = right.gradient().getGradientFor("dense_W");
        INDArray wrongDense = wrong.gradient().getGradientFor("dense_W");
        assertTrue(rightDense.amaxNumber().doubleValue() > 1e-3);
        assertEquals(0, wrongDense.sub(rightDense.mul(2)).amaxNumber().doubleValue(), 1e-12);
        assertEquals(
                0,
                wrong.gradient()
                        .getGradientFor("out_W")
                        .sub(right.gradient().getGradientFor("out_W"))
                        .amaxNumber()
                        .doubleValue(),
                1e-12);
    }
}
