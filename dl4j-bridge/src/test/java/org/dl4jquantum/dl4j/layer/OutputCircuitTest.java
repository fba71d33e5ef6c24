package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class OutputCircuitTest {
    private static final DataType TYPE = DataType.DOUBLE;

    private static QuantumOutputLayer.Builder head(int classes) {
        return new QuantumOutputLayer.Builder()
                .classes(classes)
                .encoding(AngleEncoding.ry(3))
                .ansatz(StronglyEntanglingLayers.layers(1));
    }

    @Nested
    class OfTwoClasses extends LayerContract {
        @Override
        Layer layer() {
            return head(2).build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.END;
        }
    }

    @Nested
    class OfOutcomesThatShareClasses extends LayerContract {
        @Override
        Layer layer() {
            return head(2).measured(2, 0).lost(0.05).build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.END;
        }
    }

    private static MultiLayerNetwork alone(QuantumOutputLayer.Builder head) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .updater(new Adam(0.1))
                .list()
                .layer(head.build())
                .setInputType(InputType.feedForward(3))
                .build());
    }

    @Test
    void outcomesAreSharedOutAmongClasses() {
        MultiLayerNetwork network = alone(head(3).measured(0, 2, 1).lost(0.06));
        INDArray x = Numbers.of(1, TYPE, 4, 3);
        QuantumOutputLayer conf =
                (QuantumOutputLayer) network.getLayer(0).conf().getLayer();
        INDArray p = new HybridFunction(conf.getNode()).output(x, network.getParam("0_theta"));
        INDArray y = network.output(x);
        for (int sample = 0; sample < 4; sample++) {
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (int outcome = c; outcome < 8; outcome += 3) {
                    sum += p.getDouble(sample, outcome);
                }
                assertEquals(0.94 * sum + 0.02, y.getDouble(sample, c), 1e-12);
            }
            assertEquals(1, y.getRow(sample).sumNumber().doubleValue(), 1e-12);
        }
    }

    @Test
    void theScoreIsTheNegativeLogLikelihood() {
        MultiLayerNetwork network = alone(head(2));
        INDArray x = Numbers.of(1, TYPE, 4, 3);
        INDArray labels = TestNetworks.labels(TYPE, 4);
        INDArray y = network.output(x);
        double expected = 0;
        for (int sample = 0; sample < 4; sample++) {
            expected -= Math.log(y.getDouble(sample, sample % 2)) / 4;
        }
        assertEquals(expected, network.score(new DataSet(x, labels)), 1e-12);
    }

    @Test
    void probabilitiesOfNoughtAreFinite() {
        MultiLayerNetwork network =
                alone(new QuantumOutputLayer.Builder().classes(2).encoding(AngleEncoding.ry(3)));
        DataSet wrong = new DataSet(Nd4j.zeros(TYPE, 1, 3), Nd4j.createFromArray(new double[][] {{0, 1}}));
        assertEquals(-Math.log(0.0005), network.score(wrong), 1e-9);
    }

    @Test
    void itLearnsWithoutAnyClassicalWeight() {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.training(TYPE)
                .updater(new Adam(0.1))
                .list()
                .layer(new QuantumOutputLayer.Builder()
                        .classes(2)
                        .encoding(AngleEncoding.ry(1))
                        .ansatz(StronglyEntanglingLayers.layers(1))
                        .build())
                .setInputType(InputType.feedForward(1))
                .build());
        INDArray x = Numbers.of(1, TYPE, 40, 1);
        INDArray positive = x.gt(0).castTo(TYPE);
        DataSet data = new DataSet(x, Nd4j.hstack(positive, positive.rsub(1)));
        for (int step = 0; step < 100; step++) {
            network.fit(data);
        }
        assertTrue(network.evaluate(new SingletonDataSetIterator(data)).accuracy() > 0.9);
    }

    private static void assertRefused(String message, UnaryOperator<QuantumOutputLayer.Builder> settings) {
        assertEquals(
                "QuantumOutputLayer \"h\": " + message,
                assertThrows(DL4JInvalidConfigException.class, () -> settings.apply(head(2).name("h"))
                                .build())
                        .getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused("1 classes received, at least 2 are needed; add .classes(n)", b -> b.classes(1));
        assertRefused(
                "activation softmax received, outcomes are probabilities as they are; leave it out",
                b -> b.activation(Activation.SOFTMAX));
        assertRefused("lost part 1.0 received, allowed is 0 to less than 1", b -> b.lost(1));
        assertRefused("9 classes received, outcomes of 3 qubits are fewer; measure 4 qubits", b -> b.classes(9));
        assertRefused("3 classes received, outcomes of 1 qubits are fewer; measure 2 qubits", b -> b.classes(3)
                .measured(1));
        assertRefused("4 inputs received, the circuit has 3; change the circuit, or the layer below", b -> b.nIn(4));
        MultiLayerNetwork network = alone(head(2));
        String message = assertThrows(DL4JInvalidInputException.class, () -> network.output(Numbers.of(1, TYPE, 2, 5)))
                .getMessage();
        assertTrue(
                message.startsWith("QuantumOutputLayer: input of shape [2, 5] received, [batch, 3] needed"), message);
    }
}
