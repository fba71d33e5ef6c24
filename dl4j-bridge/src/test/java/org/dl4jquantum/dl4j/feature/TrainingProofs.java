package org.dl4jquantum.dl4j.feature;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Fitting, types and batches. */
final class TrainingProofs {
    private static final double FLOAT_ROUNDING = 1e-5;

    private TrainingProofs() {}

    static void fitOutputAndScore(Trial trial) {
        Network network = trial.network(TestNetworks.training(DataType.FLOAT).updater(new Adam(0.05)), trial.layer());
        DataSet data = trial.data(DataType.FLOAT, 6);
        double before = network.score(data);
        network.fit(data);
        assertEquals(before, network.model().score(), FLOAT_ROUNDING * before, "score of the first training pass");
        for (int step = 0; step < 40; step++) {
            network.fit(data);
        }
        double after = network.score(data);
        assertTrue(after < 0.8 * before, before + " -> " + after);
        INDArray sums = network.output(data.getFeatures()).sum(1);
        assertEquals(1, sums.minNumber().doubleValue(), FLOAT_ROUNDING);
        assertEquals(1, sums.maxNumber().doubleValue(), FLOAT_ROUNDING);
    }

    static void workspaces(Trial trial) {
        INDArray[] params = new INDArray[2];
        WorkspaceMode[] modes = {WorkspaceMode.NONE, WorkspaceMode.ENABLED};
        for (int i = 0; i < modes.length; i++) {
            NeuralNetConfiguration.Builder settings = TestNetworks.training(DataType.FLOAT)
                    .trainingWorkspaceMode(modes[i])
                    .inferenceWorkspaceMode(modes[i]);
            Network network = trial.network(settings, trial.layer());
            trial.fit(network, 4);
            params[i] = network.model().params();
        }
        assertIdentical(params[0], params[1]);
    }

    static void floatNetwork(Trial trial) {
        learns(DataType.FLOAT, trial);
    }

    static void doubleNetwork(Trial trial) {
        learns(DataType.DOUBLE, trial);
    }

    static void halfNetwork(Trial trial) {
        learns(DataType.FLOAT16, trial);
    }

    private static void learns(DataType type, Trial trial) {
        // Adam divides by a number that HALF cannot tell from 0.
        double rate = trial.givesSeries() ? 1.5 / Trial.STEPS : 0.5;
        Network network = trial.network(TestNetworks.training(type).updater(new Sgd(rate)), trial.layer());
        DataSet data = trial.data(type, 6);
        double before = network.score(data);
        trial.fit(network, 40);
        double after = network.score(data);
        assertTrue(after < 0.9 * before, before + " -> " + after);
        assertEquals(type, network.output(data.getFeatures()).dataType());
        assertEquals(type, network.model().params().dataType());
    }

    static void batchSizes(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        INDArray x = trial.features(DataType.FLOAT, 70);
        double[] whole = network.output(x).dup('c').data().asDouble();
        int perRow = whole.length / 70;
        for (int batch : new int[] {1, 2, 64, 65}) {
            double[] part = network.output(
                            x.get(NDArrayIndex.interval(0, batch)).dup())
                    .dup('c')
                    .data()
                    .asDouble();
            double[] expected = java.util.Arrays.copyOf(whole, batch * perRow);
            assertArrayEquals(expected, part, FLOAT_ROUNDING);
        }
        for (int batch : new int[] {1, 70, 3}) {
            INDArray before = trial.weights(network).dup();
            network.fit(trial.data(DataType.FLOAT, batch));
            assertTrue(before.sub(trial.weights(network)).amaxNumber().doubleValue() > 0, "batch " + batch);
        }
    }

    static void listeners(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        Recorder recorder = new Recorder();
        network.model().setListeners(recorder);
        trial.fit(network, 2);
        assertEquals(
                List.of("forward", "backward", "gradient", "done 0", "forward", "backward", "gradient", "done 1"),
                recorder.heard);
        assertTrue(recorder.largestGradient > 0);
    }

    private static final class Recorder extends BaseTrainingListener {
        private final List<String> heard = new ArrayList<>();
        private double largestGradient;

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            heard.add("forward");
        }

        @Override
        public void onForwardPass(Model model, Map<String, INDArray> activations) {
            heard.add("forward");
        }

        @Override
        public void onBackwardPass(Model model) {
            heard.add("backward");
        }

        @Override
        public void onGradientCalculation(Model model) {
            heard.add("gradient");
            largestGradient = model.gradient().gradient().amaxNumber().doubleValue();
        }

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            heard.add("done " + iteration);
        }
    }
}
