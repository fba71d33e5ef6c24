package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class QuanvolutionCircuitsTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final double ROUNDING = 1e-12;
    private static final Measurement READ = PauliZ.on(2, 1, 0);

    /** Of four numbers on two qubits, 2 weights. */
    private static Circuit four() {
        return Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(BasicEntanglerLayers.layers(1))
                .add(AngleEncoding.rx(2))
                .build();
    }

    private static QuanvolutionLayer.Builder square() {
        return new QuanvolutionLayer.Builder(2, 2).circuit(four(), READ);
    }

    @Nested
    class OneTrainable extends LayerContract {
        @Override
        Layer layer() {
            return square().nIn(1).stride(2, 1).build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.IMAGES;
        }
    }

    @Nested
    class SeveralOnPaddedImagesOfTwoChannels extends LayerContract {
        @Override
        Layer layer() {
            return new QuanvolutionLayer.Builder(2, 1)
                    .nIn(2)
                    .stride(2, 2)
                    .padding(1, 0)
                    .circuit(four(), READ)
                    .fixedCircuit(four(), Measurement.probabilities(0), 0.3, -0.7)
                    .activation(Activation.TANH)
                    .build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.IMAGES;
        }
    }

    private static MultiLayerNetwork network(Layer layer, InputType images) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(layer)
                .layer(TestNetworks.output())
                .setInputType(images)
                .build());
    }

    /** The numbers of one patch, zeros outside the image. */
    private static double[] patch(INDArray images, int image, int top, int left, int height, int width) {
        int channels = (int) images.size(1);
        double[] numbers = new double[channels * height * width];
        int next = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int row = top; row < top + height; row++) {
                for (int column = left; column < left + width; column++) {
                    boolean inside = row >= 0 && column >= 0 && row < images.size(2) && column < images.size(3);
                    numbers[next++] = inside ? images.getDouble(image, channel, row, column) : 0;
                }
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 1, 1, 0, 0", "2, 1, 2, 2, 3, 0, 1", "1, 2, 2, 3, 2, 1, 1", "4, 1, 1, 1, 1, 0, 0"})
    void everyPatchOfEveryImageIsASample(
            int channels, int height, int width, int down, int across, int paddingDown, int paddingAcross) {
        MultiLayerNetwork network = network(
                new QuanvolutionLayer.Builder(height, width)
                        .stride(down, across)
                        .padding(paddingDown, paddingAcross)
                        .circuit(four(), READ)
                        .fixedCircuit(four(), PauliZ.on(2, 0), 0.3, -0.7)
                        .build(),
                InputType.convolutional(5, 6, channels));
        INDArray images = Numbers.of(3, TYPE, 2, channels, 5, 6);
        INDArray y = network.feedForward(images).get(1);
        HybridFunction trained = new HybridFunction(QuantumNode.of(four(), READ));
        HybridFunction fixed = new HybridFunction(QuantumNode.of(four(), PauliZ.on(2, 0)));
        INDArray given = Nd4j.createFromArray(0.3, -0.7);
        assertArrayEquals(
                new long[] {
                    2, 3, (5 + 2 * paddingDown - height) / down + 1, (6 + 2 * paddingAcross - width) / across + 1
                },
                y.shape());
        assertEquals(2, network.getLayer(0).numParams());
        for (int image = 0; image < 2; image++) {
            for (int i = 0; i < y.size(2); i++) {
                for (int j = 0; j < y.size(3); j++) {
                    INDArray x = Nd4j.createFromArray(new double[][] {
                        patch(images, image, i * down - paddingDown, j * across - paddingAcross, height, width)
                    });
                    INDArray both = trained.output(x, network.getParam("0_theta"));
                    assertEquals(both.getDouble(0), y.getDouble(image, 0, i, j), ROUNDING);
                    assertEquals(both.getDouble(1), y.getDouble(image, 1, i, j), ROUNDING);
                    assertEquals(fixed.output(x, given).getDouble(0), y.getDouble(image, 2, i, j), ROUNDING);
                }
            }
        }
    }

    @Test
    void channelsMayComeLast() {
        MultiLayerNetwork first = network(square().build(), InputType.convolutional(4, 5, 1, CNN2DFormat.NCHW));
        MultiLayerNetwork last = network(square().build(), InputType.convolutional(4, 5, 1, CNN2DFormat.NHWC));
        last.setParams(first.params());
        INDArray images = Numbers.of(3, TYPE, 2, 1, 4, 5);
        INDArray swapped = images.permute(0, 2, 3, 1).dup('c');
        assertIdentical(
                first.feedForward(images).get(1),
                last.feedForward(swapped).get(1).permute(0, 3, 1, 2).dup('c'));
        last.fit(swapped, TestNetworks.labels(TYPE, 2));
    }

    @Test
    void rowsOfPixelsBecomeImages() {
        MultiLayerNetwork flat = network(square().build(), InputType.convolutionalFlat(4, 5, 1));
        INDArray images = Numbers.of(3, TYPE, 2, 1, 4, 5);
        MultiLayerNetwork shaped = network(square().build(), InputType.convolutional(4, 5, 1));
        shaped.setParams(flat.params());
        assertIdentical(shaped.output(images), flat.output(images.reshape(2, 20)));
    }

    private static void assertRefused(String message, UnaryOperator<QuanvolutionLayer.Builder> settings) {
        assertEquals(
                message,
                assertThrows(
                                DL4JInvalidConfigException.class,
                                () -> network(
                                        settings.apply(new QuanvolutionLayer.Builder(2, 2).name("q"))
                                                .build(),
                                        InputType.convolutional(3, 3, 1)))
                        .getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(
                "QuanvolutionLayer \"q\": no circuit, at least 1 is needed; add one by .circuit(circuit, measurement)",
                b -> b);
        Circuit three = Circuit.builder(3).add(AngleEncoding.ry(3)).build();
        assertRefused(
                "QuanvolutionLayer \"q\": patches of 1 x 2 x 2 numbers received, a circuit takes 3; change the circuit,"
                        + " or the window",
                b -> b.circuit(three, PauliZ.onEach(3)));
        assertRefused(
                "QuanvolutionLayer \"q\": nOut 3 received, the circuits have 2 outputs; leave it out",
                b -> b.circuit(four(), READ).nOut(3));
        assertRefused("patches: stride 0 x 1 received, at least 1 is needed", b -> b.circuit(four(), READ)
                .stride(0, 1));
        assertRefused(
                "patches: padding 0 x 2 received, at least 0 is needed, and less than the window",
                b -> b.circuit(four(), READ).padding(0, 2));
        String tall = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> network(
                                new QuanvolutionLayer.Builder(4, 1)
                                        .name("q")
                                        .circuit(four(), READ)
                                        .build(),
                                InputType.convolutional(3, 3, 1)))
                .getMessage();
        assertEquals(
                "QuanvolutionLayer \"q\": images of 3 x 3 received, at least one window of 4 x 1 has to fit; add padding,"
                        + " or make the window smaller",
                tall);
        String weights = assertThrows(IllegalArgumentException.class, () -> square().fixedCircuit(four(), READ, 1))
                .getMessage();
        assertEquals("circuit: 1 weights given, it has 2", weights);
    }

    @Test
    void imagesOfOtherShapesAreRefused() {
        MultiLayerNetwork network = network(square().build(), InputType.convolutional(3, 3, 1));
        String message = assertThrows(
                        DL4JInvalidInputException.class, () -> network.output(Numbers.of(3, TYPE, 2, 2, 3, 3)))
                .getMessage();
        assertTrue(
                message.startsWith(
                        "QuanvolutionLayer: input of shape [2, 2, 3, 3] received, [batch, 1, rows, columns] of"
                                + " at least one window needed"),
                message);
    }
}
