package org.dl4jquantum.dl4j.display;

import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * A progress bar of a training, with the score.
 *
 * <pre>{@code
 * try (ProgressListener progress = ProgressListener.of("training", 10 * batches)) {
 *     network.addListeners(progress);
 *     network.fit(train, 10);
 * }
 * }</pre>
 */
public final class ProgressListener extends BaseTrainingListener implements AutoCloseable {
    private final Progress progress;

    ProgressListener(Progress progress) {
        this.progress = progress;
    }

    /**
     * Shows a bar; once closed it shows no more, and may stay with the network.
     *
     * @param task what is going on
     * @param iterations that will be trained, at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    public static ProgressListener of(String task, long iterations) {
        return new ProgressListener(Progress.of(task, iterations));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        progress.message(String.format(Locale.ROOT, "epoch %d, score %.4f", epoch + 1, model.score()));
        progress.step();
    }

    @Override
    public void close() {
        progress.close();
    }
}
