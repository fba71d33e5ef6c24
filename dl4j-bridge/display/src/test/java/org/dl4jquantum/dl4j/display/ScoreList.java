package org.dl4jquantum.dl4j.display;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Scores as DL4J reports them. */
final class ScoreList extends BaseTrainingListener {
    private final List<Double> scores;

    ScoreList(List<Double> scores) {
        this.scores = scores;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        scores.add(model.score());
    }
}
