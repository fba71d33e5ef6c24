package org.dl4jquantum.benchmarks.device;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
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
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A network of Deeplearning4j with a quantum layer learns on the device what it learns on the processor. */
final class FitCheck implements Check {
    private static final int INPUTS = 6;
    private static final int QUBITS = 4;
    private static final int SAMPLES = 64;
    private static final int ITERATIONS = 30;
    private static final double TOLERANCE = 1e-8;

    @Override
    public void run(Findings findings, Conditions conditions) throws IOException {
        DataSet data = data();
        int iterations = conditions.quick() ? 3 : ITERATIONS;
        ComputationGraph onDevice = network("cuda");
        double before = onDevice.score(data);
        ComputationGraph onProcessor = network("native");
        for (int i = 0; i < iterations; i++) {
            onDevice.fit(data);
            onProcessor.fit(data);
        }
        double after = onDevice.score(data);
        findings.check("the score falls", after < before, before + " before, " + after + " after");
        INDArray output = onDevice.outputSingle(data.getFeatures());
        double far = far(output, onProcessor.outputSingle(data.getFeatures()));
        findings.check("outputs are those of engine native", far <= TOLERANCE, "up to " + far + " apart");
        File file = Files.createTempFile("network", ".zip").toFile();
        ModelSerializer.writeModel(onDevice, file, true);
        double restored =
                far(output, ModelSerializer.restoreComputationGraph(file).outputSingle(data.getFeatures()));
        findings.check("a network restored has the same outputs", restored == 0, "up to " + restored + " apart");
    }

    private static double far(INDArray a, INDArray b) {
        return a.sub(b).amaxNumber().doubleValue();
    }

    private static DataSet data() {
        INDArray x = Nd4j.create(DataType.DOUBLE, SAMPLES, INPUTS);
        INDArray labels = Nd4j.create(DataType.DOUBLE, SAMPLES, 2);
        for (int row = 0; row < SAMPLES; row++) {
            double sum = 0;
            for (int column = 0; column < INPUTS; column++) {
                double value = Math.sin(1 + row * INPUTS + column);
                sum += value;
                x.putScalar(row, column, value);
            }
            labels.putScalar(row, sum > 0 ? 1 : 0, 1);
        }
        return new DataSet(x, labels);
    }

    private static ComputationGraph network(String engine) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(INPUTS))
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nOut(QUBITS)
                                .activation(Activation.TANH)
                                .build(),
                        "x")
                .addLayer(
                        "quantum",
                        new QuantumLayer.Builder()
                                .encoding(AngleEncoding.ry(QUBITS))
                                .ansatz(StronglyEntanglingLayers.layers(2))
                                .measure(PauliZ.onEach(QUBITS))
                                .engine(engine)
                                .build(),
                        "dense")
                .addLayer(
                        "output",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .activation(Activation.SOFTMAX)
                                .nOut(2)
                                .build(),
                        "quantum")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }
}
