package example;

import java.io.File;
import java.io.IOException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains, saves and restores a network with a quantum layer, of published jars alone. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) throws IOException {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.1))
                .list()
                .layer(new QuantumLayer.Builder()
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(StronglyEntanglingLayers.layers(2))
                        .measure(PauliZ.onEach(2))
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        // Exclusive or, as angles.
        INDArray x = Nd4j.create(new double[][] {{0, 0}, {0, Math.PI}, {Math.PI, 0}, {Math.PI, Math.PI}})
                .castTo(network.getLayerWiseConfigurations().getDataType());
        INDArray y = Nd4j.create(new double[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}}).castTo(x.dataType());
        for (int step = 0; step < 100; step++) {
            network.fit(x, y);
        }
        File file = File.createTempFile("network", ".zip");
        ModelSerializer.writeModel(network, file, true);
        INDArray answer = ModelSerializer.restoreMultiLayerNetwork(file, true).output(x);
        file.delete();
        if (!answer.equals(network.output(x)) || !answer.argMax(1).equals(y.argMax(1))) {
            throw new AssertionError("after restoring: " + answer);
        }
        System.out.println("engines " + Engines.names() + " on Java " + Runtime.version().feature() + ": trained, saved and restored");
    }
}
