package org.dl4jquantum.dl4j.display;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.DataReuploadingLayer;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of two inputs and two classes, and points on two circles. */
final class Networks {
    private static final double INNER = 0.5;

    private Networks() {}

    static QuantumLayer.Builder quantum(int numQubits, int layers) {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(numQubits))
                .ansatz(StronglyEntanglingLayers.layers(layers))
                .measure(PauliZ.onEach(numQubits));
    }

    static MultiLayerNetwork sequence() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.05))
                .list()
                .layer(new DataReuploadingLayer.Builder().inputs(2).layers(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build());
        network.init();
        return network;
    }

    /** A quantum branch beside a classical one. */
    static ComputationGraph graph() {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("points")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build(),
                        "points")
                .addLayer("quantum", quantum(3, 1).build(), "dense")
                .addVertex("both", new MergeVertex(), "quantum", "dense", "points")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "both")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(2))
                .build());
        network.init();
        return network;
    }

    static DataSet circles(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        INDArray points = Nd4j.create(count, 2);
        INDArray labels = Nd4j.zeros(count, 2);
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = i % 2 == 0 ? INNER : 1;
            points.putScalar(i, 0, radius * Math.cos(angle));
            points.putScalar(i, 1, radius * Math.sin(angle));
            labels.putScalar(i, i % 2, 1);
        }
        return new DataSet(points, labels);
    }
}
