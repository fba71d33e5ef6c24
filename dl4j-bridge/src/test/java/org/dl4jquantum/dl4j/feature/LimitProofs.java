package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.exception.ND4JIllegalStateException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Shows limits of DL4J. Where one fails, DL4J has learned something, and its line can go. */
final class LimitProofs {
    private LimitProofs() {}

    static void frozenAboveTrainable(Trial trial) {
        Network network = trial.network(TestNetworks.training(DataType.FLOAT), new FrozenLayer(trial.layer()));
        INDArray below = trial.weightsBelow(network).dup();
        if (trial.kind() == Kind.GRAPH) {
            assertThrows(RuntimeException.class, () -> trial.fit(network, 1));
        } else {
            trial.fit(network, 1);
        }
        assertEquals(0, below.sub(trial.weightsBelow(network)).amaxNumber().doubleValue());
    }

    static void bfloat16(Trial trial) {
        assertThrows(RuntimeException.class, () -> trial.network(DataType.BFLOAT16));
    }

    static void adamInHalf(Trial trial) {
        DataType half = DataType.FLOAT16;
        Network poisoned = trial.network(TestNetworks.training(half).updater(new Adam(0.02)), trial.layer());
        // Where a feature is 0, so is the gradient of its weights: 0 / (0 + epsilon).
        DataSet data = trial.data(half, 6);
        data.getFeatures().getColumn(0).assign(0);
        poisoned.fit(data);
        assertTrue(poisoned.model().params().isNaN().any());
        Network sound =
                trial.network(TestNetworks.training(half).updater(new Adam(0.02, 0.9, 0.999, 1e-4)), trial.layer());
        sound.fit(data);
        assertTrue(sound.model().params().isNaN().none());
    }

    static void adamAtRest(Trial trial) {
        for (IUpdater updater : new IUpdater[] {new Adam(0), new Sgd(0)}) {
            Network network =
                    trial.network(TestNetworks.training(DataType.DOUBLE).updater(updater), trial.layer());
            INDArray before = trial.weights(network).dup();
            trial.fit(network, 20);
            double moved = before.sub(trial.weights(network)).amaxNumber().doubleValue();
            assertEquals(updater instanceof Adam, moved > 1e-9, updater + ": " + moved);
            assertTrue(moved < 1e-5, updater + ": " + moved);
        }
    }

    static void graphClone(Trial trial) {
        if (trial.trained().model() instanceof ComputationGraph graph) {
            assertEquals(3, graph.getIterationCount());
            ComputationGraph copy = graph.clone();
            assertEquals(0, copy.getIterationCount());
            copy.getConfiguration().setIterationCount(graph.getIterationCount());
            DataSet data = trial.data(DataType.FLOAT, 6);
            graph.fit(data);
            copy.fit(data);
            assertEquals(0, graph.params().sub(copy.params()).amaxNumber().doubleValue());
        }
    }

    static void sequenceClear(Trial trial) {
        Network network = trial.trained();
        double state = network.updater().getStateViewArray().norm1Number().doubleValue();
        network.clear();
        assertEquals(state, network.updater().getStateViewArray().norm1Number().doubleValue());
        network.model().clear();
        boolean forgets = trial.kind() == Kind.SEQUENCE;
        assertEquals(
                forgets ? 0 : state,
                network.updater().getStateViewArray().norm1Number().doubleValue());
    }

    static void seriesOfAnotherBatch(Trial trial) {
        Network network = Network.of(trial.kind()
                .build(
                        TestNetworks.training(DataType.FLOAT),
                        InputType.recurrent(Trial.CHANNELS),
                        trial.below(),
                        trial.layer(),
                        trial.output(true)));
        network.fit(new DataSet(series(6), Trial.overSteps(TestNetworks.labels(DataType.FLOAT, 6))));
        if (network.model() instanceof ComputationGraph graph) {
            assertThrows(ND4JIllegalStateException.class, () -> graph.outputSingle(series(4)));
            graph.setLabels(new INDArray[1]);
            graph.outputSingle(series(4));
        }
        assertArrayEquals(
                new long[] {4, TestNetworks.CLASSES, Trial.STEPS},
                network.output(series(4)).shape());
    }

    private static INDArray series(int batch) {
        return Numbers.of(1, DataType.FLOAT, batch, Trial.CHANNELS, Trial.STEPS);
    }

    static void maskedSingle(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        for (int batch : new int[] {2, 1}) {
            DataSet data = trial.data(DataType.FLOAT, batch);
            data.setFeaturesMaskArray(Nd4j.ones(DataType.FLOAT, batch, 1));
            if (batch == 1) {
                assertThrows(UnsupportedOperationException.class, () -> network.fit(data));
            } else {
                network.fit(data);
            }
        }
    }

    static void resizedImages(Trial trial) {
        assertThrows(DL4JInvalidInputException.class, () -> TransferProofs.replaceLayerSize(trial));
    }
}
