package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.GradientScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class GradientScalerTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final double ROUNDING = 1e-12;

    private static MultiLayerNetwork network(double factor) {
        return TestNetworks.initialized(
                Surroundings.ROWS.sequence(TestNetworks.checking(), new GradientScale.Builder(factor).build()));
    }

    private static Gradient gradient(MultiLayerNetwork network) {
        DataSet data = Surroundings.ROWS.data(TYPE, 5);
        return network.calculateGradients(data.getFeatures(), data.getLabels(), null, null)
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1, -3})
    void gradientsBelowAreScaledAndNothingElse(double factor) {
        MultiLayerNetwork plain = network(1);
        MultiLayerNetwork scaled = network(factor);
        DataSet data = Surroundings.ROWS.data(TYPE, 5);
        assertIdentical(plain.output(data.getFeatures()), scaled.output(data.getFeatures()));
        assertIdentical(plain.output(data.getFeatures(), true), scaled.output(data.getFeatures(), true));
        assertEquals(plain.score(data), scaled.score(data));
        for (String below : new String[] {"0_W", "0_b"}) {
            assertTrue(gradient(plain)
                    .getGradientFor(below)
                    .mul(factor)
                    .equalsWithEps(gradient(scaled).getGradientFor(below), ROUNDING));
        }
        assertIdentical(gradient(plain).getGradientFor("2_W"), gradient(scaled).getGradientFor("2_W"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorThatIsNotFiniteIsRefused(double factor) {
        String message = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> new GradientScale.Builder(factor).name("s").build())
                .getMessage();
        assertEquals("GradientScale \"s\": factor " + factor + ", a finite number is needed", message);
    }

    @Test
    void layersBelowLearnByTheFactor() {
        MultiLayerNetwork stopped = network(0);
        var below = stopped.getLayer(0).params().dup();
        stopped.fit(Surroundings.ROWS.data(TYPE, 5));
        assertIdentical(below, stopped.getLayer(0).params());
    }
}
