package org.dl4jquantum.samples.layers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.dl4jquantum.samples.mnist.DigitBatches;
import org.dl4jquantum.samples.mnist.Distortion;
import org.dl4jquantum.samples.mnist.ZeroOneDigits;
import org.dl4jquantum.samples.training.Batches;
import org.dl4jquantum.samples.training.Predictions;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Handwritten zeros and ones of 14 x 14 pixels: a circuit of four qubits reads every square of 2 x 2. */
public final class QuanvolutionTask implements Task {
    private static final int BATCH = 50;
    private static final int SIDE = 2;
    private static final int QUBITS = SIDE * SIDE;
    /** As many weights as a convolution of four filters with biases has: 4 (repetitions + 1) = 20. */
    private static final int REPETITIONS = 4;

    private final long seed;
    private final ZeroOneDigits digits;
    private final Batches train;

    /**
     * With first weights and an order of digits that a seed decides.
     *
     * @param images use only so many of each set; 0 for all
     * @throws IOException if the digits cannot be read
     */
    public QuanvolutionTask(long seed, int images) throws IOException {
        this.seed = seed;
        ZeroOneDigits all = ZeroOneDigits.embedded();
        digits = images == 0 ? all : all.first(images);
        train = DigitBatches.forTraining(digits.train(), BATCH, Distortion.NONE, seed);
    }

    @Override
    public String describe() {
        return digits.describe();
    }

    @Override
    public int passes() {
        return 8;
    }

    @Override
    public MultiLayerConfiguration quantum() {
        Circuit circuit = Circuit.builder(QUBITS)
                .add(AngleEncoding.ry(QUBITS))
                .add(RealAmplitudes.repetitions(REPETITIONS))
                .build();
        return network(new QuanvolutionLayer.Builder(SIDE, SIDE)
                .stride(SIDE, SIDE)
                .circuit(circuit, PauliZ.onEach(QUBITS))
                .build());
    }

    @Override
    public MultiLayerConfiguration twin() {
        return network(new ConvolutionLayer.Builder(SIDE, SIDE)
                .stride(SIDE, SIDE)
                .nOut(QUBITS)
                .activation(Activation.TANH)
                .build());
    }

    private MultiLayerConfiguration network(Layer filters) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.01))
                .list()
                .layer(new SubsamplingLayer.Builder(PoolingType.AVG)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(filters)
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(
                        digits.train().rows(), digits.train().columns(), 1))
                .build();
    }

    @Override
    public List<DataSet> batches(int pass) {
        train.shuffle();
        List<DataSet> batches = new ArrayList<>();
        for (int i = 0; i < train.count(); i++) {
            batches.add(train.get(i));
        }
        return batches;
    }

    @Override
    public String figure(MultiLayerNetwork network) {
        return "test accuracy "
                + Predictions.of(network::output, DigitBatches.forTesting(digits.test(), BATCH))
                        .score();
    }
}
