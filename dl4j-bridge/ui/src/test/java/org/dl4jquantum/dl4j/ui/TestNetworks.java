package org.dl4jquantum.dl4j.ui;

import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with quantum layers, and data for them. */
public final class TestNetworks {
    public static final int INPUTS = 5;
    private static final int CLASSES = 2;

    private TestNetworks() {}

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(12)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.02));
    }

    static DenseLayer dense(int nOut) {
        return new DenseLayer.Builder().nOut(nOut).activation(Activation.TANH).build();
    }

    static QuantumLayer quantum(int numQubits) {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(numQubits))
                .ansatz(StronglyEntanglingLayers.layers(2))
                .measure(PauliZ.onEach(numQubits))
                .build();
    }

    static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** Layers dense, first (3 qubits), second (4 qubits, its inputs dressed by "between") and out. */
    public static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(settings()
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", dense(3), "in")
                .addLayer("first", quantum(3), "dense")
                .addLayer("between", dense(4), "first")
                .addLayer("second", quantum(4), "between")
                .addLayer("out", output(), "second")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(INPUTS))
                .build());
        graph.init();
        return graph;
    }

    /** The same; the quantum layers are 1 and 3. */
    public static MultiLayerNetwork sequence() {
        MultiLayerNetwork sequence = new MultiLayerNetwork(settings()
                .list()
                .layer(dense(3))
                .layer(quantum(3))
                .layer(dense(4))
                .layer(quantum(4))
                .layer(output())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
        sequence.init();
        return sequence;
    }

    /** Without a quantum layer. */
    static MultiLayerNetwork classical() {
        MultiLayerNetwork sequence = new MultiLayerNetwork(settings()
                .list()
                .layer(dense(3))
                .layer(output())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
        sequence.init();
        return sequence;
    }

    /** So many samples of a class that the sign of the first input tells. */
    public static DataSet data(int batch) {
        Random random = new Random(5);
        INDArray features = Nd4j.create(DataType.DOUBLE, batch, INPUTS);
        INDArray labels = Nd4j.create(DataType.DOUBLE, batch, CLASSES);
        for (int sample = 0; sample < batch; sample++) {
            for (int input = 0; input < INPUTS; input++) {
                features.putScalar(sample, input, 2 * random.nextDouble() - 1);
            }
            labels.putScalar(sample, features.getDouble(sample, 0) > 0 ? 1 : 0, 1);
        }
        return new DataSet(features, labels);
    }

    /** Trains. */
    public static void fit(Model network, DataSet data, int iterations) {
        for (int i = 0; i < iterations; i++) {
            if (network instanceof ComputationGraph graph) {
                graph.fit(data);
            } else {
                ((MultiLayerNetwork) network).fit(data);
            }
        }
    }
}
