package org.dl4jquantum.samples.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a network says about each example of a set, beside what is true; immutable. */
public final class Predictions {
    private final int numClasses;
    private final int[] labels;
    private final int[] predicted;
    private final float[] confidence;

    /**
     * Holds predictions.
     *
     * @param numClasses how many classes there are
     * @param labels true class of each example, 0 to numClasses - 1
     * @param predicted class that the network found most probable
     * @param confidence how probable it found that class, 0 to 1
     */
    public Predictions(int numClasses, int[] labels, int[] predicted, float[] confidence) {
        if (labels.length != predicted.length || labels.length != confidence.length) {
            throw new IllegalArgumentException("Predictions: " + labels.length + " labels, " + predicted.length
                    + " predictions and " + confidence.length + " confidences; the three must be equal");
        }
        this.numClasses = numClasses;
        this.labels = labels.clone();
        this.predicted = predicted.clone();
        this.confidence = confidence.clone();
    }

    /**
     * Asks a network about every example.
     *
     * @param network from features to one probability per class, [batch, classes]
     * @param batches the examples, with one-hot labels
     */
    public static Predictions of(UnaryOperator<INDArray> network, Batches batches) {
        int[] labels = new int[0];
        int[] predicted = new int[0];
        float[] confidence = new float[0];
        int numClasses = 0;
        for (int i = 0; i < batches.count(); i++) {
            DataSet batch = batches.get(i);
            INDArray probabilities = network.apply(batch.getFeatures());
            int[] truth = batch.getLabels().argMax(1).toIntVector();
            int[] best = probabilities.argMax(1).toIntVector();
            int before = labels.length;
            labels = Arrays.copyOf(labels, before + truth.length);
            predicted = Arrays.copyOf(predicted, before + truth.length);
            confidence = Arrays.copyOf(confidence, before + truth.length);
            for (int k = 0; k < truth.length; k++) {
                labels[before + k] = truth[k];
                predicted[before + k] = best[k];
                confidence[before + k] = probabilities.getFloat(k, best[k]);
            }
            numClasses = probabilities.columns();
        }
        return new Predictions(numClasses, labels, predicted, confidence);
    }

    /** Returns the number of examples. */
    public int size() {
        return labels.length;
    }

    /** Returns the true class of an example. */
    public int label(int example) {
        return labels[example];
    }

    /** Returns the class that the network found most probable. */
    public int predicted(int example) {
        return predicted[example];
    }

    /** Returns how probable the network found the predicted class, 0 to 1. */
    public float confidence(int example) {
        return confidence[example];
    }

    /** Returns whether the prediction for an example is right. */
    public boolean isRight(int example) {
        return labels[example] == predicted[example];
    }

    /** Returns the number of right predictions. */
    public int right() {
        int right = 0;
        for (int i = 0; i < size(); i++) {
            right += isRight(i) ? 1 : 0;
        }
        return right;
    }

    /** Returns the fraction of right predictions, 0 to 1; 0 for an empty set. */
    public double accuracy() {
        return size() == 0 ? 0 : right() / (double) size();
    }

    /** Returns the accuracy as a fraction and in figures, such as {@code 0.9975 (399/400)}. */
    public String score() {
        return String.format(Locale.ROOT, "%.4f (%d/%d)", accuracy(), right(), size());
    }

    /** Returns the confusion matrix as text: a row for each true class, a column for each predicted one. */
    public String confusionMatrix() {
        int[][] counts = new int[numClasses][numClasses];
        for (int i = 0; i < size(); i++) {
            counts[labels[i]][predicted[i]]++;
        }
        StringBuilder text = new StringBuilder(String.format("%12s", ""));
        for (int c = 0; c < numClasses; c++) {
            text.append(String.format("%15s", "predicted " + c));
        }
        for (int r = 0; r < numClasses; r++) {
            text.append(System.lineSeparator()).append(String.format("%12s", "digit is " + r));
            for (int count : counts[r]) {
                text.append(String.format("%15d", count));
            }
        }
        return text.toString();
    }
}
