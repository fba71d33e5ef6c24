package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The gradients of whole networks, by DL4J's own check. */
class QuantumLayerGradientTest {

    @BeforeEach
    void checkInDouble() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @Test
    void matchesCentralDifferencesInsideAMultiLayerNetwork() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .layer(new QuantumLayer.Builder()
                        .encoding(AngleEncoding.ry(3))
                        .ansatz(StronglyEntanglingLayers.layers(2))
                        .measure(PauliZ.onEach(3))
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(5))
                .build());
        network.init();
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 5);
        INDArray y = Nd4j.eye(2).castTo(DataType.DOUBLE).getRows(0, 1, 1, 0);
        assertTrue(GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig().net(network).input(x).labels(y)));
    }
}
