package org.dl4jquantum.dl4j.feature;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.dl4jquantum.dl4j.TestLayers;
import org.nd4j.linalg.activations.Activation;

/** The layers that go through every feature: a new layer is a line here. */
final class Subjects {
    static final List<Subject> ALL = List.of(
            Subject.of("QuantumLayer", InputType.feedForward(3), () -> TestLayers.weighted()
                    .build()),
            Subject.control("DenseLayer", InputType.feedForward(3), () -> new DenseLayer.Builder()
                    .nOut(2)
                    .activation(Activation.TANH)
                    .build()),
            Subject.control(
                    "LSTM",
                    InputType.recurrent(2, Trial.STEPS),
                    () -> new LSTM.Builder().nOut(3).activation(Activation.TANH).build()),
            Subject.control(
                    "ConvolutionLayer", InputType.convolutional(3, 3, 2), () -> new ConvolutionLayer.Builder(2, 2)
                            .convolutionMode(ConvolutionMode.Truncate)
                            .nOut(2)
                            .activation(Activation.TANH)
                            .build()));

    private Subjects() {}
}
