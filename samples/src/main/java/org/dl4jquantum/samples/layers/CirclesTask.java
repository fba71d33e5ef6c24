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

/** Points on two noisy circles around one another: which circle is it? One qubit that takes each point seven times. */
public final class CirclesTask implements Task {
    private static final int POINTS = 400;
    private static final int BATCH = 40;
    private static final int LAYERS = 7;
    /** As many neurons as give the twin the weights of the circuit: 4 n + 1 = 5 layers + 2. */
    private static final int NEURONS = 9;

    private static final double INNER_RADIUS = 0.5;
    private static final double NOISE = 0.1;

    private final long seed;
    private final List<DataSet> train = new ArrayList<>();
    private final DataSet test;

    /** With points and first weights that a seed decides. */
    public CirclesTask(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int batch = 0; batch < POINTS / BATCH; batch++) {
            train.add(points(random, BATCH));
        }
        test = points(random, POINTS);
    }

    private static DataSet points(SplittableRandom random, int count) {
        INDArray points = Nd4j.create(count, 2);
        INDArray outer = Nd4j.create(count, 1);
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = i % 2 == 0 ? INNER_RADIUS : 1;
            points.putScalar(i, 0, radius * Math.cos(angle) + NOISE * random.nextGaussian());
            points.putScalar(i, 1, radius * Math.sin(angle) + NOISE * random.nextGaussian());
            outer.putScalar(i, 0, i % 2);
        }
        return new DataSet(points, outer);
    }

    @Override
    public String describe() {
        return POINTS + " points on two noisy circles to learn from, as many to be tested on";
    }

    @Override
    public int passes() {
        return 60;
    }

    @Override
    public MultiLayerConfiguration quantum() {
        return network(
                new DataReuploadingLayer.Builder().inputs(2).layers(LAYERS).build());
    }

    @Override
    public MultiLayerConfiguration twin() {
        return network(new DenseLayer.Builder()
                .nOut(NEURONS)
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
