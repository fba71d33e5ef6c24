package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.FusionLayer;
import org.dl4jquantum.dl4j.conf.FusionLayer.Mode;
import org.dl4jquantum.layer.Numbers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FusionTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int WIDTH = 2;
    private static final int COMPONENTS = 3;

    @Nested
    class ByWeights extends LayerContract {
        @Override
        Layer layer() {
            return new FusionLayer.Builder(COMPONENTS, Mode.WEIGHTS)
                    .nIn(COMPONENTS * WIDTH)
                    .build();
        }
    }

    @Nested
    class ByAttention extends LayerContract {
        @Override
        Layer layer() {
            return new FusionLayer.Builder(COMPONENTS, Mode.ATTENTION)
                    .nIn(COMPONENTS * WIDTH)
                    .build();
        }
    }

    private static MultiLayerNetwork network(Mode mode, int size) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(new FusionLayer.Builder(COMPONENTS, mode).name("f").build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(size))
                .build());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void componentsAreMixedByASoftmax(Mode mode) {
        MultiLayerNetwork network = network(mode, COMPONENTS * WIDTH);
        network.setParam("0_b", Numbers.of(2, TYPE, 1, COMPONENTS));
        INDArray x = Numbers.of(1, TYPE, 4, COMPONENTS * WIDTH);
        INDArray y = network.feedForward(x).get(1);
        for (int sample = 0; sample < 4; sample++) {
            double sum = 0;
            double[] mixture = new double[WIDTH];
            for (int i = 0; i < COMPONENTS; i++) {
                double score = network.getParam("0_b").getDouble(i);
                for (int k = 0; k < WIDTH && mode == Mode.ATTENTION; k++) {
                    score += x.getDouble(sample, i * WIDTH + k)
                            * network.getParam("0_w").getDouble(k);
                }
                sum += Math.exp(score);
                for (int k = 0; k < WIDTH; k++) {
                    mixture[k] += Math.exp(score) * x.getDouble(sample, i * WIDTH + k);
                }
            }
            for (int k = 0; k < WIDTH; k++) {
                assertEquals(mixture[k] / sum, y.getDouble(sample, k), 1e-12);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String width = assertThrows(DL4JInvalidConfigException.class, () -> network(Mode.WEIGHTS, 4))
                .getMessage();
        assertEquals(
                "FusionLayer \"f\": 4 inputs received, 3 components of one width are needed; make the components equally"
                        + " wide",
                width);
        String one = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> new FusionLayer.Builder(1, Mode.WEIGHTS).name("f").build())
                .getMessage();
        assertEquals("FusionLayer \"f\": 1 components received, at least 2 are needed", one);
    }
}
