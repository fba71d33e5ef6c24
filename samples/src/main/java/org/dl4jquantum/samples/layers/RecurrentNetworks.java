package org.dl4jquantum.samples.layers;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * One number a step in, one out, five numbers of memory between: with a circuit of two qubits and six weights in every
 * gate an LSTM has as many weights as a classical one, 146 with the output layer.
 *
 * @param seed of the first weights
 * @param loss of the output layer
 * @param activation of the output layer
 */
record RecurrentNetworks(long seed, LossFunction loss, Activation activation) {
    private static final int MEMORY = 5;
    private static final int QUBITS = 2;

    MultiLayerConfiguration quantum() {
        return around(new QuantumLSTM.Builder()
                .nOut(MEMORY)
                .encoding(AngleEncoding.ry(QUBITS))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.onEach(QUBITS))
                .build());
    }

    MultiLayerConfiguration twin() {
        return around(
                new LSTM.Builder().nOut(MEMORY).activation(Activation.TANH).build());
    }

    private MultiLayerConfiguration around(Layer memory) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.03))
                .list()
                .layer(memory)
                .layer(new RnnOutputLayer.Builder(loss)
                        .nOut(1)
                        .activation(activation)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build();
    }
}
