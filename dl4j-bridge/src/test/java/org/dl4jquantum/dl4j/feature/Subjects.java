package org.dl4jquantum.dl4j.feature;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.DataReuploadingLayer;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.dl4j.conf.QuantumAttentionLayer;
import org.dl4jquantum.dl4j.conf.QuantumGRU;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.dl4j.conf.QuantumRecurrentLayer;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers that go through every feature: a new layer is a line here. */
final class Subjects {
    static final List<Subject> ALL = List.of(
            Subject.of("QuantumLayer", InputType.feedForward(3), () -> TestLayers.weighted()
                    .build()),
            Subject.of("DressedQuantumLayer", InputType.feedForward(3), () -> new DressedQuantumLayer.Builder()
                    .nOut(2)
                    .encoding(AngleEncoding.ry(2))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .measure(PauliZ.onEach(2))
                    .build()),
            Subject.of(
                    "DataReuploadingLayer",
                    InputType.feedForward(3),
                    () -> new DataReuploadingLayer.Builder().inputs(3).qubits(2).build()),
            Subject.of("ParallelQuantumLayer", InputType.feedForward(4), () -> new ParallelQuantumLayer.Builder()
                    .circuits(2, pair(), PauliZ.onEach(2))
                    .build()),
            Subject.of("QuantumKernelLayer", InputType.feedForward(2), () -> new QuantumKernelLayer.Builder(
                            QuantumKernelLayer.Kernel.PROJECTED)
                    .landmarks(2)
                    .circuit(pair())
                    .build()),
            Subject.of("QuanvolutionLayer", InputType.convolutional(3, 3, 1), () -> new QuanvolutionLayer.Builder(2, 1)
                    .circuit(pair(), PauliZ.onEach(2))
                    .build()),
            Subject.of("QuantumLSTM", InputType.recurrent(4, Trial.STEPS), () -> series(new QuantumLSTM.Builder())
                    .build()),
            Subject.of("QuantumGRU", InputType.recurrent(4, Trial.STEPS), () -> series(new QuantumGRU.Builder())
                    .build()),
            Subject.of(
                    "QuantumAttentionLayer",
                    InputType.recurrent(2, Trial.STEPS),
                    () -> new QuantumAttentionLayer.Builder()
                            .nOut(2)
                            .encoding(AngleEncoding.ry(2))
                            .ansatz(BasicEntanglerLayers.layers(1))
                            .measure(PauliZ.onEach(2))
                            .build()),
            Subject.of("QuantumOutputLayer", InputType.feedForward(3), () -> new QuantumOutputLayer.Builder()
                            .classes(TestNetworks.CLASSES)
                            .encoding(AngleEncoding.ry(3))
                            .ansatz(StronglyEntanglingLayers.layers(1))
                            .build())
                    .atTheEnd(),
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
                            .build()),
            Subject.control("OutputLayer", InputType.feedForward(3), () -> new OutputLayer.Builder(LossFunction.MCXENT)
                            .nOut(TestNetworks.CLASSES)
                            .activation(Activation.SOFTMAX)
                            .build())
                    .atTheEnd());

    private Subjects() {}

    private static <T extends QuantumRecurrentLayer.Builder<T>> T series(T builder) {
        return builder.nOut(4)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2));
    }

    /** 2 inputs, 2 weights. */
    private static Circuit pair() {
        return Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(BasicEntanglerLayers.layers(1))
                .build();
    }
}
