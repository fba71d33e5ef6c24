package org.dl4jquantum.samples.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.display.Progress;
import org.nd4j.linalg.dataset.DataSet;

/** Trains a network for a fixed number of passes, in full view: progress, time left, loss and test accuracy. */
public final class Training {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String name;
    private final ComputationGraph network;
    private final LongSupplier quantumNanos;
    private long networkNanos;

    /**
     * Prepares to train a network.
     *
     * @param name shown beside the progress bar
     * @param network initialised, with one input and one output
     * @param quantumNanos time that its quantum layers have taken so far, in nanoseconds; constant where it has none
     */
    public Training(String name, ComputationGraph network, LongSupplier quantumNanos) {
        this.name = name;
        this.network = network;
        this.quantumNanos = quantumNanos;
    }

    /**
     * Trains, and looks at the test set after each pass. It only looks: the passes are fixed beforehand and the last
     * weights are kept, so the test set has no say in the result.
     *
     * @param train examples to learn from
     * @param test examples to be tested on
     * @param epochs passes over the training set, at least 1
     * @throws IllegalStateException if the loss becomes infinite or undefined
     */
    public TrainingResult run(Batches train, Batches test, int epochs) {
        long quantumBefore = quantumNanos.getAsLong();
        networkNanos = 0;
        List<EpochFigures> curve = new ArrayList<>();
        Predictions predictions = null;
        try (Progress progress = Progress.of(name, (long) epochs * train.count())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double loss = pass(train, epoch, progress);
                long start = System.nanoTime();
                predictions = Predictions.of(features -> network.outputSingle(features), test);
                networkNanos += System.nanoTime() - start;
                curve.add(new EpochFigures(epoch, loss, predictions.accuracy()));
                progress.message(
                        String.format(Locale.ROOT, "loss %.4f, accuracy %.2f %%", loss, 100 * predictions.accuracy()));
            }
        }
        long quantum = quantumNanos.getAsLong() - quantumBefore;
        return new TrainingResult(
                name,
                network.numParams(),
                curve,
                predictions,
                quantum / NANOS_PER_SECOND,
                (networkNanos - quantum) / NANOS_PER_SECOND);
    }

    private double pass(Batches train, int epoch, Progress progress) {
        train.shuffle();
        double sum = 0;
        long examples = 0;
        for (int i = 0; i < train.count(); i++) {
            DataSet batch = train.get(i);
            long start = System.nanoTime();
            network.fit(batch);
            networkNanos += System.nanoTime() - start;
            double loss = network.score();
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("Training of " + name + ": loss is " + loss + " in batch " + (i + 1)
                        + " of pass " + epoch + ", must be finite; a smaller learning rate may help");
            }
            sum += loss * batch.numExamples();
            examples += batch.numExamples();
            progress.step();
        }
        return sum / examples;
    }
}
