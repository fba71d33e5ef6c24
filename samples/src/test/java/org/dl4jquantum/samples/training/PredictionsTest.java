package org.dl4jquantum.samples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class PredictionsTest {
    private static Predictions someWrong() {
        return new Predictions(2, new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1}, new float[] {0.9f, 0.8f, 0.7f, 0.6f});
    }

    @Test
    void countsWhatIsRight() {
        assertEquals(3, someWrong().right());
        assertEquals(0.75, someWrong().accuracy());
        assertEquals("0.7500 (3/4)", someWrong().score());
        assertTrue(someWrong().isRight(0));
        assertFalse(someWrong().isRight(2));
    }

    @Test
    void setsOutTheConfusionMatrix() {
        List<String> lines = someWrong().confusionMatrix().lines().toList();
        assertEquals("                predicted 0    predicted 1", lines.get(0));
        assertEquals("  digit is 0              2              1", lines.get(1));
        assertEquals("  digit is 1              0              1", lines.get(2));
    }

    @Test
    void asksTheNetworkBatchByBatch() {
        Batches batches = new Batches() {
            @Override
            public int count() {
                return 2;
            }

            @Override
            public void shuffle() {}

            @Override
            public DataSet get(int index) {
                INDArray features = Nd4j.create(new float[][] {{0.2f, 0.8f}, {0.9f, 0.1f}});
                INDArray labels = Nd4j.create(new float[][] {{0, 1}, {index, 1 - index}});
                return new DataSet(features, labels);
            }
        };
        Predictions predictions = Predictions.of(features -> features, batches);
        assertEquals(4, predictions.size());
        assertEquals("0.7500 (3/4)", predictions.score());
        assertEquals(1, predictions.label(1));
        assertEquals(0, predictions.predicted(1));
        assertEquals(0.9f, predictions.confidence(1));
    }

    @Test
    void refusesListsOfDifferentLengths() {
        assertEquals(
                "Predictions: 2 labels, 1 predictions and 2 confidences; the three must be equal",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Predictions(2, new int[2], new int[1], new float[2]))
                        .getMessage());
    }
}
