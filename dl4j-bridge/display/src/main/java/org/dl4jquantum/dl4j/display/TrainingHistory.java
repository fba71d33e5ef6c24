package org.dl4jquantum.dl4j.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A listener that keeps the score of every training iteration, and, where it is given data to test on, the accuracy after
 * every epoch.
 *
 * <pre>{@code
 * TrainingHistory history = TrainingHistory.testedOn(test);
 * network.addListeners(history);
 * network.fit(train, 10);
 * Pictures.of(history).save(Path.of("history.png"));
 * }</pre>
 *
 * Epochs end where DL4J says so: in {@code fit} with an iterator, not in {@code fit} with a data set.
 */
public final class TrainingHistory extends BaseTrainingListener {
    private static final double PER_CENT = 100;

    private final Optional<DataSet> test;
    private final List<Iteration> iterations = new ArrayList<>();
    private final Map<Integer, Double> accuracies = new TreeMap<>();

    /**
     * One training iteration.
     *
     * @param iteration its number
     * @param epoch its epoch
     * @param score the loss with regularisation
     */
    public record Iteration(int iteration, int epoch, double score) {}

    /**
     * One epoch.
     *
     * @param epoch its number, from 0
     * @param meanScore of its iterations
     * @param accuracy fraction of test examples that are right after it, empty without test data
     */
    public record Epoch(int epoch, double meanScore, Optional<Double> accuracy) {}

    private TrainingHistory(Optional<DataSet> test) {
        this.test = test;
    }

    /** Keeps scores alone. */
    public static TrainingHistory ofScores() {
        return new TrainingHistory(Optional.empty());
    }

    /**
     * Keeps scores, and the accuracy on this data after every epoch; it is looked at, never trained on.
     *
     * @param test labels [n, classes] with a one for the class, or [n, 1] of zeros and ones
     * @throws IllegalArgumentException if there are no labels of that shape
     */
    public static TrainingHistory testedOn(DataSet test) {
        Classes.ofLabels("training history", test.getLabels());
        return new TrainingHistory(Optional.of(test));
    }

    @Override
    public synchronized void iterationDone(Model model, int iteration, int epoch) {
        iterations.add(new Iteration(iteration, epoch, model.score()));
    }

    @Override
    public void onEpochEnd(Model model) {
        test.ifPresent(data -> {
            Network network = Network.of(model);
            int[] predicted = Classes.of("training history", network.output(data.getFeatures()));
            int[] labels = Classes.ofLabels("training history", data.getLabels());
            int right = 0;
            for (int i = 0; i < labels.length; i++) {
                right += predicted[i] == labels[i] ? 1 : 0;
            }
            synchronized (this) {
                int epoch = iterations.isEmpty()
                        ? 0
                        : iterations.get(iterations.size() - 1).epoch();
                accuracies.put(epoch, right / (double) labels.length);
            }
        });
    }

    /** All iterations so far, in order. */
    public synchronized List<Iteration> iterations() {
        return List.copyOf(iterations);
    }

    /** All epochs so far, in order; the last may still go on. */
    public synchronized List<Epoch> epochs() {
        Map<Integer, Double> means = iterations.stream()
                .collect(Collectors.groupingBy(
                        Iteration::epoch, TreeMap::new, Collectors.averagingDouble(Iteration::score)));
        return means.entrySet().stream()
                .map(entry -> new Epoch(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(accuracies.get(entry.getKey()))))
                .toList();
    }

    /** Forgets what was kept. */
    public synchronized void clear() {
        iterations.clear();
        accuracies.clear();
    }

    /** One line for every epoch. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Epoch epoch : epochs()) {
            text.append(String.format(Locale.ROOT, "epoch %d: mean score %.4f", epoch.epoch() + 1, epoch.meanScore()));
            epoch.accuracy()
                    .ifPresent(fraction ->
                            text.append(String.format(Locale.ROOT, ", test accuracy %.2f %%", PER_CENT * fraction)));
            text.append('\n');
        }
        return text.isEmpty() ? "no iteration yet" : text.toString();
    }
}
