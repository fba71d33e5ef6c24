package org.dl4jquantum.samples.mnist;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small convolutional network that ends in four angles, a circuit of four qubits that turns them into four
 * expectation values, and a softmax that decides on these.
 */
public final class HybridNetwork implements MnistNetwork {
    private static final int NUM_QUBITS = 4;
    private static final double EARLY_RATE = 2e-3;
    /** The last layers have few weights and far to go: expectation values never leave -1..1. */
    private static final double LATE_RATE = 1e-2;

    private final long seed;
    private final IUpdater early;
    private final IUpdater late;

    /**
     * Describes a network to be trained.
     *
     * @param seed of the initial weights and of dropout
     * @param iterations batches in the whole training, over which the learning rates fall
     */
    public HybridNetwork(long seed, int iterations) {
        this.seed = seed;
        early = LearningRate.falling(EARLY_RATE, iterations);
        late = LearningRate.falling(LATE_RATE, iterations);
    }

    @Override
    public ComputationGraphConfiguration withCircuit(String engine, int shots) {
        return around(new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(NUM_QUBITS))
                .ansatz(StronglyEntanglingLayers.layers(2))
                .measure(PauliZ.onEach(NUM_QUBITS))
                .engine(engine)
                .shots(shots)
                .updater(late)
                .build());
    }

    @Override
    public ComputationGraphConfiguration withTwin() {
        return around(new DenseLayer.Builder()
                .nOut(NUM_QUBITS)
                .activation(Activation.TANH)
                .weightInit(WeightInit.XAVIER)
                .updater(late)
                .build());
    }

    private ComputationGraphConfiguration around(Layer middle) {
        Layer conv1 = new ConvolutionLayer.Builder(5, 5).stride(2, 2).nOut(8).build();
        Layer pool = new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
        Layer conv2 = new ConvolutionLayer.Builder(3, 3).nOut(16).build();
        Layer dense = new DenseLayer.Builder().nOut(32).dropOut(0.7).build();
        // Small weights keep the first angles near zero, where tanh has a slope; saturated ones may never learn.
        Layer angles = new DenseLayer.Builder()
                .nOut(NUM_QUBITS)
                .activation(Activation.TANH)
                .weightInit(new NormalDistribution(0, 0.05))
                .build();
        Layer output = new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .updater(late)
                .build();
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(early)
                .weightInit(WeightInit.RELU)
                .activation(Activation.LEAKYRELU)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(28, 28, 1))
                .addLayer("conv1", conv1, "image")
                .addLayer("pool", pool, "conv1")
                .addLayer("conv2", conv2, "pool")
                .addLayer("dense", dense, "conv2")
                .addLayer("angles", angles, "dense")
                .addVertex("radians", new ScaleVertex(Math.PI / 2), "angles")
                .addLayer(MIDDLE, middle, "radians")
                .addLayer("output", output, MIDDLE)
                .setOutputs("output")
                .build();
    }
}
