package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.math.Precision;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class MixedPrecisionTest {
    private static final DataType HALF = DataType.FLOAT16;
    private static final Adam SAFE_ADAM = new Adam(0.02, 0.9, 0.999, 1e-4);

    /** A power of two cancels to the last bit: scaled steps are DL4J's own. */
    @Test
    void aFloatNetworkIsTrainedAsByFit() {
        DataSet data = TestNetworks.data(DataType.FLOAT, 6);
        for (Model model : Hybrids.both(DataType.FLOAT)) {
            MixedPrecision mixed = new MixedPrecision(model);
            Network plain = Network.of(mixed.model()).copy();
            for (int step = 0; step < 5; step++) {
                assertTrue(mixed.fit(data));
                plain.fit(data);
            }
            double largest = plain.model()
                    .params()
                    .sub(mixed.model().params())
                    .amaxNumber()
                    .doubleValue();
            assertEquals(0, largest, 1e-6);
            assertEquals(5, Network.of(mixed.model()).iteration());
            assertSame(mixed.model(), mixed.master());
        }
    }

    @Test
    void aHalfNetworkLearnsWithParametersInFloat() {
        DataSet data = TestNetworks.data(HALF, 6);
        for (Model model : List.of(Hybrids.graph(HALF, SAFE_ADAM), Hybrids.sequence(HALF, SAFE_ADAM))) {
            MixedPrecision mixed = new MixedPrecision(model);
            Network network = Network.of(mixed.model());
            double before = network.score(data);
            for (int step = 0; step < 60; step++) {
                mixed.fit(data);
            }
            assertTrue(network.score(data) < 0.8 * before, before + " -> " + network.score(data));
            assertEquals(HALF, mixed.model().params().dataType());
            assertNotSame(mixed.model(), mixed.master());
            INDArray master = mixed.master().params();
            assertEquals(DataType.FLOAT, master.dataType());
            assertIdentical(
                    master.castTo(HALF).reshape(network.model().numParams()),
                    mixed.model().params().reshape(network.model().numParams()));
            assertEquals(60, network.iteration() + mixed.skippedSteps());
        }
    }

    /** Steps of 1e-5 are lost on parameters near 1 in HALF, whose spacing there is 1e-3. */
    @Test
    void stepsTooSmallForHalfAddUp() {
        DataSet data = TestNetworks.data(HALF, 6);
        MixedPrecision mixed = new MixedPrecision(Hybrids.graph(HALF, new Sgd(1e-4)));
        Network plain = Network.of(Hybrids.graph(HALF, new Sgd(1e-4)));
        INDArray start = plain.param("quantum", "theta").dup();
        INDArray master = mixed.master().getParam("quantum_theta").dup();
        for (int step = 0; step < 20; step++) {
            plain.fit(data);
            mixed.fit(data);
        }
        assertIdentical(start, plain.param("quantum", "theta"));
        INDArray moved = master.sub(mixed.master().getParam("quantum_theta"));
        assertTrue(moved.amaxNumber().doubleValue() > 1e-6, moved.toString());
    }

    @Test
    void circuitsAreComputedInDouble() {
        Model model = Hybrids.graph(DataType.FLOAT);
        MixedPrecision mixed = new MixedPrecision(model);
        QuantumLayer layer =
                (QuantumLayer) Network.of(mixed.model()).layer("quantum").conf().getLayer();
        assertEquals(Precision.DOUBLE, layer.getNode().precision().orElseThrow());
        QuantumLayer given =
                (QuantumLayer) Network.of(model).layer("quantum").conf().getLayer();
        assertTrue(given.getNode().precision().isEmpty(), "the network given is left alone");
        assertIdentical(model.params(), mixed.model().params());
    }

    @Test
    void anOverflowSkipsTheStepAndHalvesTheScale() {
        MixedPrecision mixed = new MixedPrecision(Hybrids.graph(HALF, new Nesterovs(0.1, 0.9)));
        DataSet data = TestNetworks.data(HALF, 6);
        mixed.fit(data);
        INDArray params = mixed.master().params().dup();
        INDArray state =
                Network.of(mixed.master()).updater().getStateViewArray().dup();
        DataSet steep = TestNetworks.data(HALF, 6);
        // 1024 times such labels is above 65504.
        steep.getLabels().muli(1000);
        assertFalse(mixed.fit(steep));
        assertEquals(512, mixed.scale());
        assertEquals(1, mixed.skippedSteps());
        assertIdentical(params, mixed.master().params());
        assertIdentical(state, Network.of(mixed.master()).updater().getStateViewArray());
        assertEquals(1, Network.of(mixed.model()).iteration());
        while (!mixed.fit(steep)) {
            assertTrue(mixed.scale() >= 1);
        }
        assertTrue(mixed.scale() < 512);
    }

    @Test
    void manyGoodStepsDoubleTheScale() {
        MixedPrecision mixed = new MixedPrecision(Hybrids.sequence(DataType.FLOAT, new Sgd(1e-3)));
        DataSet data = TestNetworks.data(DataType.FLOAT, 2);
        for (int step = 0; step < 199; step++) {
            mixed.fit(data);
        }
        assertEquals(1024, mixed.scale());
        mixed.fit(data);
        assertEquals(2048, mixed.scale());
    }

    @Test
    void whatIsNeverFiniteEndsWithAnError() {
        MixedPrecision mixed = new MixedPrecision(Hybrids.graph(DataType.FLOAT));
        DataSet bad = TestNetworks.data(DataType.FLOAT, 2);
        bad.getLabels().putScalar(0, Double.NaN);
        for (double scale = 1024; scale > 1; scale /= 2) {
            assertFalse(mixed.fit(bad));
        }
        assertEquals(
                "mixed precision: gradient not finite without scaling, at iteration 0; lower the learning rate, or train in FLOAT",
                assertThrows(IllegalStateException.class, () -> mixed.fit(bad)).getMessage());
        BaseOutputLayer output =
                (BaseOutputLayer) Network.of(mixed.model()).layer("out").conf().getLayer();
        assertFalse(output.getLossFn() instanceof ScaledLoss, "the loss is put back");
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("mixed precision", MixedPrecision::new);
        Refused.assertRefused(
                "mixed precision: network of type DOUBLE, HALF or FLOAT is needed",
                () -> new MixedPrecision(Hybrids.graph(DataType.DOUBLE)));
        Refused.assertRefused(
                "mixed precision: layer \"dense\" has Adam with epsilon 1.0E-8, which is 0 in HALF; "
                        + "give it one above 2.9802322387695312E-8, such as 1e-4",
                () -> new MixedPrecision(Hybrids.graph(HALF)));
    }
}
