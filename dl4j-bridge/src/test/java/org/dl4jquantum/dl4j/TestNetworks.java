package org.dl4jquantum.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks around a quantum layer: 4 inputs, dense with tanh, the layer "quantum", softmax over 2 classes. */
public final class TestNetworks {
    public static final int INPUTS = 4;
    public static final int CLASSES = 2;

    private TestNetworks() {}

    /** Settings for training. */
    public static NeuralNetConfiguration.Builder training(DataType type) {
        return new NeuralNetConfiguration.Builder().seed(12).dataType(type).updater(new Adam(0.02));
    }

    /** Settings for DL4J's gradient check. */
    public static NeuralNetConfiguration.Builder checking() {
        return training(DataType.DOUBLE).updater(new NoOp());
    }

    /** A dense layer of the size that a quantum layer takes. */
    public static DenseLayer before(QuantumLayer quantum) {
        return new DenseLayer.Builder()
                .nOut(quantum.getNIn())
                .activation(Activation.TANH)
                .build();
    }

    /** The output layer. */
    public static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    public static MultiLayerConfiguration sequence(NeuralNetConfiguration.Builder settings, QuantumLayer quantum) {
        return settings.list()
                .layer(before(quantum))
                .layer(quantum)
                .layer(output())
                .setInputType(InputType.feedForward(INPUTS))
                .build();
    }

    public static ComputationGraphConfiguration graph(NeuralNetConfiguration.Builder settings, QuantumLayer quantum) {
        return settings.graphBuilder()
                .addInputs("in")
                .addLayer("dense", before(quantum), "in")
                .addLayer("quantum", quantum, "dense")
                .addLayer("out", output(), "quantum")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(INPUTS))
                .build();
    }

    public static MultiLayerNetwork initialized(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    public static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return network;
    }

    /** Inputs in -2..2. */
    public static INDArray inputs(DataType type, int batch) {
        return Numbers.of(1, type, batch, INPUTS);
    }

    /** Classes 0 and 1 in turn. */
    public static INDArray labels(DataType type, int batch) {
        INDArray labels = Nd4j.create(type, batch, CLASSES);
        for (int sample = 0; sample < batch; sample++) {
            labels.putScalar(sample, sample % CLASSES, 1);
        }
        return labels;
    }

    public static DataSet data(DataType type, int batch) {
        return new DataSet(inputs(type, batch), labels(type, batch));
    }
}
