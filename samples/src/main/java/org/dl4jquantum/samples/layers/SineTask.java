package org.dl4jquantum.samples.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Waves sin(t / 2 + phase), of any phase: what is the next number? */
public final class SineTask implements Task {
    private static final int STEPS = 16;
    private static final int BATCH = 16;
    private static final int BATCHES = 8;
    private static final double STEP = 0.5;

    private final RecurrentNetworks networks;
    private final List<DataSet> train = new ArrayList<>();
    private final DataSet test;

    /** With phases and first weights that a seed decides. */
    public SineTask(long seed) {
        networks = new RecurrentNetworks(seed, LossFunction.MSE, Activation.IDENTITY);
        SplittableRandom random = new SplittableRandom(seed);
        for (int batch = 0; batch < BATCHES; batch++) {
            train.add(waves(random, BATCH));
        }
        test = waves(random, BATCH * BATCHES);
    }

    private static DataSet waves(SplittableRandom random, int count) {
        INDArray now = Nd4j.create(count, 1, STEPS);
        INDArray next = Nd4j.create(count, 1, STEPS);
        for (int wave = 0; wave < count; wave++) {
            double phase = 2 * Math.PI * random.nextDouble();
            for (int step = 0; step < STEPS; step++) {
                now.putScalar(new int[] {wave, 0, step}, Math.sin(phase + STEP * step));
                next.putScalar(new int[] {wave, 0, step}, Math.sin(phase + STEP * (step + 1)));
            }
        }
        return new DataSet(now, next);
    }

    @Override
    public String describe() {
        return BATCH * BATCHES + " sine waves of random phase to learn from, as many to be tested on";
    }

    @Override
    public int passes() {
        return 25;
    }

    @Override
    public MultiLayerConfiguration quantum() {
        return networks.quantum();
    }

    @Override
    public MultiLayerConfiguration twin() {
        return networks.twin();
    }

    @Override
    public List<DataSet> batches(int pass) {
        return train;
    }

    /** From the second step on: the first number alone does not tell whether the wave rises or falls. */
    @Override
    public String figure(MultiLayerNetwork network) {
        INDArray errors = network.output(test.getFeatures()).sub(test.getLabels());
        double sum = 0;
        for (int wave = 0; wave < errors.size(0); wave++) {
            for (int step = 1; step < STEPS; step++) {
                sum += Math.pow(errors.getDouble(wave, 0, step), 2);
            }
        }
        return String.format(
                Locale.ROOT, "root mean square error %.4f", Math.sqrt(sum / (errors.size(0) * (STEPS - 1))));
    }
}
