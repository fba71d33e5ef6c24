package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumAttentionLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

class AttentionCircuitsTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int WIDTH = 3;
    private static final int STEPS = 4;

    private static QuantumAttentionLayer.Builder attention() {
        return new QuantumAttentionLayer.Builder()
                .nIn(2)
                .nOut(WIDTH)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2));
    }

    @Nested
    class OverSeries extends LayerContract {
        @Override
        Layer layer() {
            return attention().build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.SERIES;
        }
    }

    private static MultiLayerNetwork network(RNNFormat format) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(attention().build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .dataFormat(format)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2, STEPS, format))
                .build());
    }

    private static INDArray series() {
        return Numbers.of(5, TYPE, 3, 2, STEPS);
    }

    private static double[] gate(MultiLayerNetwork network, int gate, INDArray x) {
        QuantumAttentionLayer conf =
                (QuantumAttentionLayer) network.getLayer(0).conf().getLayer();
        INDArray u = x.mmul(columns(network, "A", gate, 2)).addRowVector(columns(network, "a", gate, 2));
        INDArray y = new HybridFunction(conf.getNode())
                .output(Transforms.tanh(u).mul(Math.PI / 2), columns(network, "theta", gate, 2));
        return y.mmul(columns(network, "C", gate, WIDTH))
                .addRowVector(columns(network, "c", gate, WIDTH))
                .toDoubleVector();
    }

    private static INDArray columns(MultiLayerNetwork network, String key, int gate, int width) {
        return network.getParam("0_" + key)
                .get(NDArrayIndex.all(), NDArrayIndex.interval(gate * width, (gate + 1) * width))
                .dup();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void everyStepIsAMixtureOfValuesByLikenessOfItsQueryToTheirKeys() {
        MultiLayerNetwork network = network(RNNFormat.NCW);
        INDArray y = network.feedForward(series()).get(1);
        for (int sample = 0; sample < 3; sample++) {
            INDArray steps =
                    series().get(NDArrayIndex.point(sample)).transpose().dup();
            for (int step = 0; step < STEPS; step++) {
                double[] query = gate(network, 0, steps.getRow(step, true));
                double[] mixture = new double[WIDTH];
                double sum = 0;
                for (int other = 0; other < STEPS; other++) {
                    double weight =
                            Math.exp(dot(query, gate(network, 1, steps.getRow(other, true))) / Math.sqrt(WIDTH));
                    double[] value = gate(network, 2, steps.getRow(other, true));
                    sum += weight;
                    for (int i = 0; i < WIDTH; i++) {
                        mixture[i] += weight * value[i];
                    }
                }
                for (int i = 0; i < WIDTH; i++) {
                    assertEquals(mixture[i] / sum, y.getDouble(sample, i, step), 1e-12);
                }
            }
        }
    }

    @Test
    void maskedStepsGetNoAttentionAndGiveZeros() {
        MultiLayerNetwork network = network(RNNFormat.NCW);
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {0, 1, 1, 1}});
        INDArray other = series();
        other.putScalar(new int[] {1, 0, 3}, 9).putScalar(new int[] {2, 1, 0}, -9);
        INDArray one = masked(network, series(), mask);
        assertIdentical(one, masked(network, other, mask));
        assertEquals(0, Math.abs(one.getDouble(1, 2, 3)));
        INDArray alone = series().get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.interval(0, 2))
                .dup();
        assertEquals(network.feedForward(alone).get(1).getDouble(0, 1, 1), one.getDouble(1, 1, 1), 1e-12);
    }

    private static INDArray masked(MultiLayerNetwork network, INDArray x, INDArray mask) {
        network.setLayerMaskArrays(mask, mask);
        INDArray y = network.feedForward(x).get(1).dup();
        network.clearLayerMaskArrays();
        return y;
    }

    @Test
    void bothFormatsOfSeriesGiveTheSame() {
        MultiLayerNetwork first = network(RNNFormat.NCW);
        MultiLayerNetwork last = network(RNNFormat.NWC);
        last.setParams(first.params());
        INDArray swapped = series().permute(0, 2, 1).dup('c');
        assertTrue(first.feedForward(series())
                .get(1)
                .equalsWithEps(last.feedForward(swapped).get(1).permute(0, 2, 1), 1e-12));
        last.fit(swapped, Numbers.of(6, TYPE, 3, STEPS, 1));
    }

    @Test
    void seriesOfAnotherSizeAreRefused() {
        String message = assertThrows(DL4JInvalidInputException.class, () -> network(RNNFormat.NCW)
                        .output(Numbers.of(5, TYPE, 3, 4, STEPS)))
                .getMessage();
        assertTrue(
                message.startsWith("QuantumAttentionLayer: input of shape [3, 4, 4] received, [batch, 2, time] needed"),
                message);
    }
}
