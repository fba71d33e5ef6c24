package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.display.TrainingHistory.Epoch;
import org.dl4jquantum.dl4j.display.TrainingHistory.Iteration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrainingHistoryTest {
    private static final DataSet POINTS = Networks.circles(40, 1);

    @Test
    void scoresAndAccuraciesAreKept() throws Exception {
        MultiLayerNetwork network = Networks.sequence();
        TrainingHistory history = TrainingHistory.testedOn(POINTS);
        List<Double> scores = new ArrayList<>();
        network.addListeners(history, new ScoreList(scores));
        network.fit(new ListDataSetIterator<>(POINTS.asList(), 10), 6);

        assertEquals(24, history.iterations().size());
        assertEquals(scores, history.iterations().stream().map(Iteration::score).toList());
        List<Epoch> epochs = history.epochs();
        assertEquals(6, epochs.size());
        double mean =
                scores.subList(20, 24).stream().mapToDouble(s -> s).average().orElseThrow();
        assertEquals(mean, epochs.get(5).meanScore(), 1e-12);
        double accuracy =
                network.evaluate(new ListDataSetIterator<>(POINTS.asList(), 40)).accuracy();
        assertEquals(Optional.of(accuracy), epochs.get(5).accuracy());

        assertTrue(
                history.toString()
                        .matches("(?s)epoch 1: mean score 0\\.\\d{4}, test accuracy \\d+\\.\\d\\d %\nepoch 2.*"),
                history.toString());

        Picture picture = Pictures.of(history);
        Look.at("history", picture);
        assertEquals(920, picture.width());
        history.clear();
        assertTrue(history.iterations().isEmpty() && history.epochs().isEmpty());
    }

    @Test
    void scoresAloneAreOneChart() throws Exception {
        ComputationGraph network = Networks.graph();
        TrainingHistory history = TrainingHistory.ofScores();
        network.addListeners(history);
        for (int i = 0; i < 5; i++) {
            network.fit(Networks.circles(10, i));
        }
        assertEquals(5, history.iterations().size());
        assertEquals(Optional.empty(), history.epochs().get(0).accuracy());
        Picture picture = Pictures.of(history);
        Look.at("history-scores", picture);
        assertEquals(460, picture.width());
    }

    @Test
    void aScoreThatIsNoNumberIsSaid() throws Exception {
        MultiLayerNetwork network = Networks.sequence();
        TrainingHistory history = TrainingHistory.ofScores();
        network.addListeners(history);
        network.fit(POINTS);
        network.setScore(Double.NaN);
        history.iterationDone(network, 1, 0);
        Look.at("history-nan", Pictures.of(history));
        TrainingHistory nothing = TrainingHistory.ofScores();
        assertEquals("no iteration yet", nothing.toString());
        nothing.iterationDone(network, 1, 0);
        Look.at("history-nothing-but-nan", Pictures.of(nothing));
    }

    @Test
    void whatCannotBeTestedOnIsRefused() {
        String none = assertThrows(IllegalArgumentException.class, () -> Pictures.of(TrainingHistory.ofScores()))
                .getMessage();
        assertTrue(none.contains("network.addListeners(history)"), none);
        String labels = assertThrows(
                        IllegalArgumentException.class,
                        () -> TrainingHistory.testedOn(new DataSet(Nd4j.ones(2, 2), Nd4j.ones(2, 2, 3))))
                .getMessage();
        assertEquals("training history: labels of shape [2, 2, 3] received, [n, classes] needed", labels);
        assertThrows(
                IllegalArgumentException.class, () -> TrainingHistory.testedOn(new DataSet(Nd4j.ones(2, 2), null)));
    }
}
