package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What is measured of a network, and stopping by it. */
final class EvaluationProofs {
    private EvaluationProofs() {}

    private static DataSetIterator iterator(Trial trial) {
        return new ListDataSetIterator<>(List.of(trial.data(DataType.FLOAT, 6), trial.data(DataType.FLOAT, 4)), 6);
    }

    static void evaluation(Trial trial) {
        Network network = trial.trained();
        DataSet data = trial.data(DataType.FLOAT, 6);
        DataSetIterator one = new ListDataSetIterator<>(List.of(data), 6);
        Evaluation evaluation = network.model() instanceof ComputationGraph graph
                ? graph.evaluate(one)
                : ((MultiLayerNetwork) network.model()).evaluate(one);
        INDArray right = network.output(data.getFeatures())
                .argMax(1)
                .eq(data.getLabels().argMax(1))
                .castTo(DataType.DOUBLE);
        assertEquals(right.meanNumber().doubleValue(), evaluation.accuracy(), 1e-6);
        assertEquals(right.length(), evaluation.getNumRowCounter());
    }

    static void earlyStopping(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        double before = network.score(trial.data(DataType.FLOAT, 6));
        EarlyStoppingResult<? extends Model> result = network.model() instanceof ComputationGraph graph
                ? new EarlyStoppingGraphTrainer(
                                EvaluationProofs.<ComputationGraph>after(8, trial), graph, iterator(trial))
                        .fit()
                : new EarlyStoppingTrainer(
                                EvaluationProofs.<MultiLayerNetwork>after(8, trial),
                                (MultiLayerNetwork) network.model(),
                                iterator(trial))
                        .fit();
        assertEquals(EarlyStoppingResult.TerminationReason.EpochTerminationCondition, result.getTerminationReason());
        assertEquals(8, result.getTotalEpochs());
        double best = Network.of(result.getBestModel()).score(trial.data(DataType.FLOAT, 6));
        assertTrue(best < 0.99 * before, before + " -> " + best);
        result.getScoreVsEpoch().values().forEach(score -> assertTrue(score >= result.getBestModelScore() - 1e-9));
    }

    private static <T extends Model> EarlyStoppingConfiguration<T> after(int epochs, Trial trial) {
        return new EarlyStoppingConfiguration.Builder<T>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(epochs))
                .scoreCalculator(new DataSetLossCalculator(iterator(trial), true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
    }
}
