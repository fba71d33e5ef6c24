package org.dl4jquantum.samples.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of 2 inputs and 3 outputs, saved in a folder. */
record ServedNetwork(MultiLayerNetwork network, Path file) {
    static final double[][] ROWS = {{0.1, -0.2}, {1.5, 0.7}, {-0.4, 3}};

    static ServedNetwork in(Path folder) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new QuantumLayer.Builder()
                        .encoding(AngleEncoding.ry(2))
                        .measure(PauliZ.onEach(2))
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build());
        network.init();
        Path file = folder.resolve("model.zip");
        NetworkFile.save(network, file);
        return new ServedNetwork(network, file);
    }

    Predictor predictor() throws IOException {
        return Predictor.load(file, List.of(2L));
    }

    double[][] expected() {
        return network.output(Nd4j.createFromArray(ROWS).castTo(network.params().dataType()))
                .castTo(DataType.DOUBLE)
                .toDoubleMatrix();
    }
}
