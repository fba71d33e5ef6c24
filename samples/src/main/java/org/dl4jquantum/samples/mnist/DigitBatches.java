package org.dl4jquantum.samples.mnist;

import java.util.SplittableRandom;
import org.dl4jquantum.samples.training.Batches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cuts digits into batches for a network: features [batch, 1, rows, columns] scaled to mean 0 and variance 1 of MNIST,
 * labels [batch, 2] one-hot.
 */
public final class DigitBatches implements Batches {
    private static final float MNIST_MEAN = 0.1307f;
    private static final float MNIST_DEVIATION = 0.3081f;

    private final DigitImages digits;
    private final int batchSize;
    private final Distortion distortion;
    private final SplittableRandom random;
    private final int[] order;
    private final boolean shuffled;

    private DigitBatches(DigitImages digits, int batchSize, Distortion distortion, boolean shuffled, long seed) {
        this.digits = digits;
        this.batchSize = batchSize;
        this.distortion = distortion;
        this.shuffled = shuffled;
        this.random = new SplittableRandom(seed);
        this.order = new int[digits.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /**
     * Batches to train on: distorted, and in a new order after each call of {@link #shuffle}.
     *
     * @param digits zeros and ones
     * @param batchSize images per batch; the last batch may be smaller
     * @param distortion applied to each image, anew each time
     * @param seed of order and distortion
     */
    public static DigitBatches forTraining(DigitImages digits, int batchSize, Distortion distortion, long seed) {
        return new DigitBatches(digits, batchSize, distortion, true, seed);
    }

    /**
     * Batches to test on: in the order of the file, unchanged.
     *
     * @param digits zeros and ones
     * @param batchSize images per batch; the last batch may be smaller
     */
    public static DigitBatches forTesting(DigitImages digits, int batchSize) {
        return new DigitBatches(digits, batchSize, Distortion.NONE, false, 0);
    }

    @Override
    public int count() {
        return (order.length + batchSize - 1) / batchSize;
    }

    /** Draws a new order; does nothing to batches for testing. */
    @Override
    public void shuffle() {
        if (!shuffled) {
            return;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    @Override
    public DataSet get(int index) {
        int from = index * batchSize;
        int size = Math.min(batchSize, order.length - from);
        int area = digits.rows() * digits.columns();
        float[] pixels = new float[size * area];
        INDArray labels = Nd4j.zeros(size, 2);
        for (int i = 0; i < size; i++) {
            int image = order[from + i];
            distortion.draw(digits, image, random, pixels, i * area);
            labels.putScalar(i, digits.label(image), 1);
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] - MNIST_MEAN) / MNIST_DEVIATION;
        }
        INDArray features = Nd4j.create(pixels, new long[] {size, 1, digits.rows(), digits.columns()}, 'c');
        return new DataSet(features, labels);
    }
}
