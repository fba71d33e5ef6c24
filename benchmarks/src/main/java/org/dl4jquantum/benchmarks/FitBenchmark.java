package org.dl4jquantum.benchmarks;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of a graph, 64 samples of 8 features, with a quantum layer of 4 qubits or a dense one of its shape. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FitBenchmark {
    private static final int BATCH = 64;
    private static final int FEATURES = 8;
    private static final int WIDTH = 4;

    @Param({"quantum", "dense"})
    String middle;

    private ComputationGraph network;
    private DataSet data;

    @Setup
    public void setUp() {
        network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", dense(), "in")
                .addLayer("middle", middle.equals("quantum") ? quantum() : dense(), "dense")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "middle")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(FEATURES))
                .build());
        network.init();
        Nd4j.getRandom().setSeed(1);
        data = new DataSet(Nd4j.rand(DataType.FLOAT, BATCH, FEATURES), Nd4j.zeros(DataType.FLOAT, BATCH, 2));
        for (int sample = 0; sample < BATCH; sample++) {
            data.getLabels().putScalar(sample, sample % 2, 1);
        }
    }

    private static Layer dense() {
        return new DenseLayer.Builder().nOut(WIDTH).activation(Activation.TANH).build();
    }

    private static Layer quantum() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(WIDTH))
                .ansatz(StronglyEntanglingLayers.layers(2))
                .measure(PauliZ.onEach(WIDTH))
                .build();
    }

    ComputationGraph network() {
        return network;
    }

    DataSet data() {
        return data;
    }

    @Benchmark
    public double fit() {
        network.fit(data);
        return network.score();
    }
}
