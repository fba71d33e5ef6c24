package org.dl4jquantum.samples.mnist;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The hybrid network of the Qiskit textbook (chapter "Hybrid quantum-classical neural networks"): convolutions end in a
 * single angle t, and one qubit under H and RY(t) is measured. Its outcome, 1 with probability (1 + sin t) / 2, is the
 * prediction.
 *
 * <p>Three things differ from the book. There, t is unbounded; here tanh keeps it within -pi/2..pi/2, where the outcome is
 * monotonic, because some seeds otherwise learn angles that go round the circle and read digits wrong once dropout is
 * off. The gradient is the true one: the book's own is twice too large. And a small reading error follows the outcome,
 * which keeps the loss finite.
 */
public final class TextbookNetwork implements MnistNetwork {
    private static final double RATE = 1e-3;
    /** Of the twin's last layer, whose few weights have far to go before it is as sure as a circuit can be. */
    private static final double TWIN_RATE = 1e-2;
    /**
     * Part of the probability that is spread over both classes, as if one reading in a hundred were wrong: the loss is
     * a logarithm, and all of a hundred shots may well come out alike.
     */
    private static final double READOUT_ERROR = 0.01;

    private final long seed;
    private final IUpdater updater;
    private final IUpdater twinUpdater;

    /**
     * Describes a network to be trained.
     *
     * @param seed of the initial weights and of dropout
     * @param iterations batches in the whole training, over which the learning rate falls
     */
    public TextbookNetwork(long seed, int iterations) {
        this.seed = seed;
        updater = LearningRate.falling(RATE, iterations);
        twinUpdater = LearningRate.falling(TWIN_RATE, iterations);
    }

    @Override
    public ComputationGraphConfiguration withCircuit(String engine, int shots) {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.H, 0)
                .add(StandardGate.RY, Angle.input(0), 0)
                .build();
        return around(new QuantumLayer.Builder()
                .circuit(circuit)
                .measure(Measurement.probabilities(0))
                .gradient("parameter-shift")
                .engine(engine)
                .shots(shots)
                .build());
    }

    @Override
    public ComputationGraphConfiguration withTwin() {
        return around(new DenseLayer.Builder()
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .updater(twinUpdater)
                .build());
    }

    private ComputationGraphConfiguration around(Layer middle) {
        Layer conv1 = new ConvolutionLayer.Builder(5, 5).nOut(6).build();
        Layer conv2 = new ConvolutionLayer.Builder(5, 5).nOut(16).build();
        Layer dropout = new DropoutLayer.Builder(new SpatialDropout(0.5)).build();
        Layer dense = new DenseLayer.Builder().nOut(64).build();
        Layer angle = new DenseLayer.Builder()
                .nOut(1)
                .activation(Activation.TANH)
                .weightInit(new NormalDistribution(0, 0.05))
                .build();
        Layer loss = new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.IDENTITY)
                .build();
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(28, 28, 1))
                .addLayer("conv1", conv1, "image")
                .addLayer("pool1", pool(), "conv1")
                .addLayer("conv2", conv2, "pool1")
                .addLayer("dropout", dropout, "conv2")
                .addLayer("pool2", pool(), "dropout")
                .addLayer("dense", dense, "pool2")
                .addLayer("angle", angle, "dense")
                .addVertex("radians", new ScaleVertex(Math.PI / 2), "angle")
                .addLayer(MIDDLE, middle, "radians")
                .addVertex("scaled", new ScaleVertex(1 - 2 * READOUT_ERROR), MIDDLE)
                .addVertex("probabilities", new ShiftVertex(READOUT_ERROR), "scaled")
                .addLayer("loss", loss, "probabilities")
                .setOutputs("loss")
                .build();
    }

    private static Layer pool() {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }
}
