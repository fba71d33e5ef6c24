package org.dl4jquantum.samples.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.DataReuploadingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Noisy points of two classes: which one is it? One qubit that takes each point several times. */
public final class PointsTask implements Task {
    private static final int POINTS = 400;
    private static final int BATCH = 40;
    /** Of a layer of the circuit, and of a neuron with what weighs it. */
    private static final int WEIGHTS_OF_A_LAYER = 5;

    private static final int WEIGHTS_OF_A_NEURON = 4;

    private final long seed;
    private final PointCloud cloud;
    private final int layers;
    private final List<DataSet> train = new ArrayList<>();
    private final DataSet test;

    /**
     * Draws the points.
     *
     * @param seed decides points and first weights
     * @param cloud where points lie
     * @param layers how often the circuit takes a point, at least 1; 3, 7, 11 and so on give the twin as many weights
     */
    public PointsTask(long seed, PointCloud cloud, int layers) {
        this.seed = seed;
        this.cloud = cloud;
        this.layers = layers;
        SplittableRandom random = new SplittableRandom(seed);
        for (int batch = 0; batch < POINTS / BATCH; batch++) {
            train.add(points(random, BATCH));
        }
        test = points(random, POINTS);
    }

    private DataSet points(SplittableRandom random, int count) {
        INDArray points = Nd4j.create(count, 2);
        INDArray labels = Nd4j.create(count, 1);
        for (int i = 0; i < count; i++) {
            int label = i % 2;
            double[] point = cloud.point(random, label);
            points.putScalar(i, 0, point[0]);
            points.putScalar(i, 1, point[1]);
            labels.putScalar(i, 0, label);
        }
        return new DataSet(points, labels);
    }

    @Override
    public String describe() {
        return POINTS + " points on two noisy " + cloud + " to learn from, as many to be tested on";
    }

    @Override
    public int passes() {
        return 60;
    }

    @Override
    public MultiLayerConfiguration quantum() {
        return network(
                new DataReuploadingLayer.Builder().inputs(2).layers(layers).build());
    }

    @Override
    public MultiLayerConfiguration twin() {
        return network(new DenseLayer.Builder()
                .nOut((WEIGHTS_OF_A_LAYER * layers + 1) / WEIGHTS_OF_A_NEURON)
                .activation(Activation.TANH)
                .build());
    }

    private MultiLayerConfiguration network(Layer layer) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.03))
                .list()
                .layer(layer)
                .layer(new OutputLayer.Builder(LossFunction.XENT)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build();
    }

    @Override
    public List<DataSet> batches(int pass) {
        return train;
    }

    /** Points that no network has seen. */
    public DataSet test() {
        return test;
    }

    @Override
    public String figure(MultiLayerNetwork network) {
        INDArray outer = network.output(test.getFeatures()).gt(0.5);
        int right = outer.eq(test.getLabels().gt(0.5))
                .castTo(test.getLabels().dataType())
                .sumNumber()
                .intValue();
        return String.format(Locale.ROOT, "test accuracy %.4f (%d/%d)", right / (double) POINTS, right, POINTS);
    }
}
