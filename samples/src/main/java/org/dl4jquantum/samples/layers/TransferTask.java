package org.dl4jquantum.samples.layers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.samples.mnist.DigitBatches;
import org.dl4jquantum.samples.mnist.Distortion;
import org.dl4jquantum.samples.mnist.ZeroOneDigits;
import org.dl4jquantum.samples.training.Batches;
import org.dl4jquantum.samples.training.Predictions;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A CNN that has learned to see whether a digit lies on its side, which needs no labels, is frozen; a small head upon it
 * learns to tell zeros from ones, from few examples. A. Mari et al., "Transfer learning in hybrid classical-quantum neural
 * networks" (arXiv:1912.08278).
 */
public final class TransferTask implements Task {
    private static final int BATCH = 20;
    private static final int LABELLED = 100;
    private static final int QUBITS = 4;
    /** As many weights as a dense layer of four inputs and outputs has. */
    private static final int REPETITIONS = 5;

    private static final int FROZEN = 3;
    private static final int PRETRAINING_PASSES = 2;

    private final long seed;
    private final ZeroOneDigits digits;
    private final Batches labelled;
    private final MultiLayerNetwork pretrained;

    /**
     * With first weights and an order of digits that a seed decides; trains the CNN.
     *
     * @param images use only so many of each set; 0 for all
     * @throws IOException if the digits cannot be read
     */
    public TransferTask(long seed, int images) throws IOException {
        this.seed = seed;
        ZeroOneDigits all = ZeroOneDigits.embedded();
        digits = images == 0 ? all : all.first(images);
        labelled = DigitBatches.forTraining(digits.train().first(LABELLED), BATCH, Distortion.NONE, seed);
        pretrained = new MultiLayerNetwork(network(convolutions(), List.of(), 0.005));
        pretrained.init();
        Batches unlabelled = DigitBatches.forTraining(digits.train(), BATCH, Distortion.NONE, seed);
        for (int pass = 0; pass < PRETRAINING_PASSES; pass++) {
            unlabelled.shuffle();
            for (int i = 0; i < unlabelled.count(); i++) {
                pretrained.fit(uprightAndOnItsSide(unlabelled.get(i).getFeatures()));
            }
        }
    }

    private static DataSet uprightAndOnItsSide(INDArray images) {
        int count = (int) images.size(0);
        INDArray labels = Nd4j.zeros(images.dataType(), 2L * count, 2);
        for (int image = 0; image < 2 * count; image++) {
            labels.putScalar(image, image < count ? 0 : 1, 1);
        }
        return new DataSet(Nd4j.concat(0, images, images.permute(0, 1, 3, 2).dup('c')), labels);
    }

    @Override
    public String describe() {
        return digits.describe() + "; labels of "
                + Math.min(LABELLED, digits.train().size()) + " are used";
    }

    @Override
    public int passes() {
        return 20;
    }

    private static List<Layer> convolutions() {
        return List.of(
                new ConvolutionLayer.Builder(5, 5)
                        .stride(3, 3)
                        .nOut(6)
                        .activation(Activation.RELU)
                        .build(),
                new ConvolutionLayer.Builder(3, 3)
                        .stride(2, 2)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .build(),
                new DenseLayer.Builder().nOut(16).activation(Activation.TANH).build());
    }

    @Override
    public MultiLayerConfiguration quantum() {
        return withHead(new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(QUBITS))
                .ansatz(BasicEntanglerLayers.layers(REPETITIONS))
                .measure(PauliZ.onEach(QUBITS))
                .build());
    }

    @Override
    public MultiLayerConfiguration twin() {
        return withHead(new DenseLayer.Builder()
                .nOut(QUBITS)
                .activation(Activation.TANH)
                .build());
    }

    private MultiLayerConfiguration withHead(Layer middle) {
        List<Layer> frozen = new ArrayList<>();
        convolutions().forEach(layer -> frozen.add(new FrozenLayer(layer)));
        Layer angles = new DenseLayer.Builder()
                .nOut(QUBITS)
                .activation(Activation.TANH)
                .build();
        return network(frozen, List.of(angles, middle), 0.02);
    }

    private MultiLayerConfiguration network(List<Layer> below, List<Layer> head, double rate) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(rate))
                .list();
        below.forEach(list::layer);
        head.forEach(list::layer);
        return list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(
                        digits.train().rows(), digits.train().columns(), 1))
                .build();
    }

    /** With what the CNN has learned. */
    @Override
    public MultiLayerNetwork initialized(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = Task.super.initialized(configuration);
        for (int layer = 0; layer < FROZEN; layer++) {
            network.getLayer(layer).setParams(pretrained.getLayer(layer).params());
        }
        return network;
    }

    @Override
    public List<DataSet> batches(int pass) {
        labelled.shuffle();
        List<DataSet> batches = new ArrayList<>();
        for (int i = 0; i < labelled.count(); i++) {
            batches.add(labelled.get(i));
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
