package org.dl4jquantum.dl4j.feature;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Parameters set by hand, learning rates and updaters. */
final class ParameterProofs {
    private static final double DOUBLE_ROUNDING = 1e-12;

    private ParameterProofs() {}

    static void setParam(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        INDArray x = trial.features(DataType.FLOAT, 4);
        INDArray before = network.output(x).dup();
        INDArray value = Numbers.of(9, DataType.FLOAT, trial.weights(network).shape());
        network.model().setParam(trial.place() + "_" + trial.key(network), value);
        assertEquals(0, value.sub(trial.weights(network)).amaxNumber().doubleValue());
        assertTrue(before.sub(network.output(x)).amaxNumber().doubleValue() > 1e-4);
    }

    static void setParams(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        Network other = trial.network(DataType.FLOAT);
        INDArray all = Numbers.of(10, DataType.FLOAT, 1, network.model().numParams());
        network.model().setParams(all);
        other.model().params().assign(all.reshape(other.model().params().shape()));
        assertIdentical(trial.weights(other), trial.weights(network));
        INDArray x = trial.features(DataType.FLOAT, 4);
        assertIdentical(other.output(x), network.output(x));
        assertIdentical(
                all.reshape(all.length()),
                network.model().params().reshape(network.model().numParams()));
    }

    static void setLearningRate(Trial trial) {
        Network network = trial.network(TestNetworks.training(DataType.FLOAT).updater(new Sgd(0.3)), trial.layer());
        String middle = trial.place();
        assertEquals(Optional.of(0.3), network.learningRate(middle));
        network.setLearningRate(middle, 0);
        assertEquals(Optional.of(0.0), network.learningRate(middle));
        assertEquals(Optional.of(0.3), network.learningRate(trial.kind().below));
        INDArray weights = trial.weights(network).dup();
        INDArray below = trial.weightsBelow(network).dup();
        trial.fit(network, 1);
        assertIdentical(weights, trial.weights(network));
        assertTrue(below.sub(trial.weightsBelow(network)).amaxNumber().doubleValue() > 0);
    }

    static void schedule(Trial trial) {
        BaseLayer layer = trial.layer();
        layer.setIUpdater(new Sgd(new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.4, 2, 0.1))));
        Network network = trial.network(TestNetworks.training(DataType.DOUBLE), layer);
        for (double rate : new double[] {0.4, 0.4, 0.1}) {
            assertEquals(Optional.of(rate), network.learningRate(trial.place()));
            assertMovesBy(rate, trial, network);
        }
    }

    /** A step of Sgd is minus rate times gradient. */
    private static void assertMovesBy(double rate, Trial trial, Network network) {
        int batch = 6;
        DataSet data = trial.data(DataType.DOUBLE, batch);
        network.computeGradient(data);
        String key = trial.place() + "_" + trial.key(network);
        INDArray gradient = network.model().gradient().getGradientFor(key).div(batch);
        INDArray expected = trial.weights(network).sub(gradient.mul(rate));
        assertTrue(gradient.amaxNumber().doubleValue() > 1e-6);
        network.fit(data);
        assertEquals(0, expected.sub(trial.weights(network)).amaxNumber().doubleValue(), DOUBLE_ROUNDING);
    }

    static void ownUpdater(Trial trial) {
        BaseLayer layer = trial.layer();
        layer.setIUpdater(new Sgd(0.3));
        Network network = trial.network(TestNetworks.training(DataType.DOUBLE).updater(new Sgd(0)), layer);
        INDArray below = trial.weightsBelow(network).dup();
        assertMovesBy(0.3, trial, network);
        assertIdentical(below, trial.weightsBelow(network));
    }
}
