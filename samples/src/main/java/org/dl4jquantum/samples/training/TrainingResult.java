package org.dl4jquantum.samples.training;

import java.util.List;

/**
 * What came of a training.
 *
 * @param name of the network, for the reader of a report
 * @param numWeights of the network
 * @param curve figures of each pass
 * @param test predictions for the test set after the last pass
 * @param quantumSeconds time in quantum layers, forward and backward, while training and testing
 * @param classicalSeconds time in the rest of the network; neither includes making the batches
 */
public record TrainingResult(
        String name,
        long numWeights,
        List<EpochFigures> curve,
        Predictions test,
        double quantumSeconds,
        double classicalSeconds) {
    /** Copies the curve, so that the result stays as it is. */
    public TrainingResult {
        curve = List.copyOf(curve);
    }

    /** Returns the mean training loss of the last pass. */
    public double finalLoss() {
        return curve.get(curve.size() - 1).loss();
    }
}
