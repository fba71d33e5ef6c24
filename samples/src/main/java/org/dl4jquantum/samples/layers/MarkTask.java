package org.dl4jquantum.samples.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumAttentionLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Numbers in a row, one of them marked: every step is to say whether the marked one is positive. */
public final class MarkTask implements Task {
    private static final int STEPS = 6;
    private static final int BATCH = 16;
    private static final int BATCHES = 16;
    private static final double SMALLEST = 0.1;
    private static final int QUBITS = 2;

    private final long seed;
    private final List<DataSet> train = new ArrayList<>();
    private final DataSet test;

    /** With numbers, marks and first weights that a seed decides. */
    public MarkTask(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        for (int batch = 0; batch < BATCHES; batch++) {
            train.add(rows(random, BATCH));
        }
        test = rows(random, BATCH * BATCHES);
    }

    private static DataSet rows(SplittableRandom random, int count) {
        INDArray features = Nd4j.create(count, 2, STEPS);
        INDArray labels = Nd4j.create(count, 2, STEPS);
        for (int row = 0; row < count; row++) {
            int marked = random.nextInt(STEPS);
            int positive = 0;
            for (int step = 0; step < STEPS; step++) {
                double size = SMALLEST + (1 - SMALLEST) * random.nextDouble();
                boolean above = random.nextBoolean();
                features.putScalar(row, 0, step, above ? size : -size);
                features.putScalar(row, 1, step, step == marked ? 1 : -1);
                positive = step == marked && above ? 1 : positive;
            }
            for (int step = 0; step < STEPS; step++) {
                labels.putScalar(row, positive, step, 1);
            }
        }
        return new DataSet(features, labels);
    }

    @Override
    public String describe() {
        return BATCH * BATCHES + " rows of " + STEPS + " numbers to learn from, as many to be tested on";
    }

    @Override
    public int passes() {
        return 60;
    }

    @Override
    public MultiLayerConfiguration quantum() {
        return around(new QuantumAttentionLayer.Builder()
                .nOut(2)
                .encoding(AngleEncoding.ry(QUBITS))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.onEach(QUBITS))
                .build());
    }

    /** Of equally many weights. DL4J doubles its gradient, which Adam does not mind. */
    @Override
    public MultiLayerConfiguration twin() {
        return around(new SelfAttentionLayer.Builder()
                .nOut(4)
                .nHeads(1)
                .headSize(5)
                .projectInput(true)
                .build());
    }

    private MultiLayerConfiguration around(Layer attention) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.02))
                .list()
                .layer(attention)
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(2, STEPS))
                .build();
    }

    @Override
    public List<DataSet> batches(int pass) {
        return train;
    }

    @Override
    public String figure(MultiLayerNetwork network) {
        INDArray right = network.output(test.getFeatures())
                .argMax(1)
                .eq(test.getLabels().argMax(1))
                .castTo(test.getLabels().dataType());
        return String.format(
                Locale.ROOT,
                "test accuracy %.4f (%d/%d steps)",
                right.meanNumber().doubleValue(),
                right.sumNumber().intValue(),
                right.length());
    }
}
