package org.dl4jquantum.samples.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Bits one after another: is the number of ones so far odd? Half of all series of a length are never seen in training. */
public final class ParityTask implements Task {
    private static final int STEPS = 8;
    private static final int BATCH = 16;

    private final RecurrentNetworks networks;
    private final List<DataSet> train = new ArrayList<>();
    private final DataSet test;

    /** With series and first weights that a seed decides. */
    public ParityTask(long seed) {
        networks = new RecurrentNetworks(seed, LossFunction.XENT, Activation.SIGMOID);
        List<Integer> series =
                new ArrayList<>(IntStream.range(0, 1 << STEPS).boxed().toList());
        Collections.shuffle(series, new Random(seed));
        int half = series.size() / 2;
        for (int first = 0; first < half; first += BATCH) {
            train.add(series(series.subList(first, first + BATCH)));
        }
        test = series(series.subList(half, series.size()));
    }

    private static DataSet series(List<Integer> codes) {
        INDArray bits = Nd4j.create(codes.size(), 1, STEPS);
        INDArray odd = Nd4j.create(codes.size(), 1, STEPS);
        for (int i = 0; i < codes.size(); i++) {
            int parity = 0;
            for (int step = 0; step < STEPS; step++) {
                int bit = (codes.get(i) >> step) & 1;
                parity ^= bit;
                bits.putScalar(new int[] {i, 0, step}, 2 * bit - 1);
                odd.putScalar(new int[] {i, 0, step}, parity);
            }
        }
        return new DataSet(bits, odd);
    }

    @Override
    public String describe() {
        return "half of all series of " + STEPS + " bits to learn from, the other half to be tested on";
    }

    @Override
    public int passes() {
        return 80;
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

    @Override
    public String figure(MultiLayerNetwork network) {
        INDArray right = network.output(test.getFeatures())
                .gt(0.5)
                .eq(test.getLabels().gt(0.5))
                .castTo(test.getLabels().dataType());
        int steps = (int) right.length();
        int series = right.sum(2)
                .gt(STEPS - 0.5)
                .castTo(right.dataType())
                .sumNumber()
                .intValue();
        return String.format(
                Locale.ROOT,
                "test accuracy %.4f (%d/%d steps), %d of %d series right throughout",
                right.sumNumber().doubleValue() / steps,
                right.sumNumber().intValue(),
                steps,
                series,
                right.size(0));
    }
}
