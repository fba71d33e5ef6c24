package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.algorithm.MetricTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class QuantumTrainingTest {
    static final List<String> METHODS = QuantumTraining.METHODS;

    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 6);

    @ParameterizedTest
    @FieldSource("METHODS")
    void lowersTheScoreByTheQuantumPartAlone(String method) {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            double before = network.score(data);
            List<INDArray> classical = new ArrayList<>();
            network.params(false)
                    .forEach(range -> classical.add(range.of(model.params()).dup()));
            double after = new QuantumTraining(model, method).fit(data, 60);
            assertEquals(network.score(data), after);
            assertTrue(after < before - 0.01, method + ": " + before + " -> " + after);
            for (int i = 0; i < classical.size(); i++) {
                assertIdentical(classical.get(i), network.params(false).get(i).of(model.params()));
            }
            assertEquals(60, network.iteration());
        }
    }

    @ParameterizedTest
    @FieldSource("METHODS")
    void goesOnInTurnWithDl4jsOwnTraining(String method) {
        Network network = Network.of(Hybrids.graph(DataType.DOUBLE));
        QuantumTraining training = new QuantumTraining(network.model(), method);
        double before = network.score(data);
        List<Integer> heard = new ArrayList<>();
        network.model().setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                heard.add(iteration);
            }
        });
        for (int turn = 0; turn < 2; turn++) {
            network.fit(data);
            training.fit(data, 2);
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5), heard);
        assertTrue(network.score(data) < before);
    }

    @Test
    void aNaturalStepIsTheGradientThroughTheMetric() {
        Network network = Network.of(Hybrids.sequence(DataType.DOUBLE));
        QuantumWeights weights = new QuantumWeights(network);
        double[] before = weights.read();
        network.computeGradient(data);
        double[] gradient = weights.gradient();
        QuantumLayer layer = (QuantumLayer) network.layer("1").conf().getLayer();
        INDArray x = network.inputOf("1", data.getFeatures());
        double[][] rows = new double[6][];
        for (int row = 0; row < 6; row++) {
            rows[row] = x.getRow(row).toDoubleVector();
        }
        double[][] g = new MetricTensor(layer.getNode()).blockDiagonal(rows, before);
        QuantumTraining.Settings settings = new QuantumTraining.Settings(0.1, 0.1, 0.05, 100, 1);
        new QuantumTraining(network.model(), QuantumTraining.NATURAL_GRADIENT, settings).fit(data, 1);
        double[] after = weights.read();
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                product[i] += (g[i][j] + (i == j ? 0.05 : 0)) * (before[j] - after[j]) / 0.1;
            }
            gradient[i] /= 6;
        }
        assertArrayEquals(gradient, product, 1e-10);
    }

    @Test
    void severalQuantumLayersAreTrainedTogether() {
        Model model = TestNetworks.initialized(TestNetworks.training(DataType.DOUBLE)
                .list()
                .layer(TestLayers.reuploading().build())
                .layer(TestLayers.reuploading().build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(2))
                .build());
        DataSet two = new DataSet(
                TestNetworks.inputs(DataType.DOUBLE, 6).getColumns(0, 1).dup(),
                TestNetworks.labels(DataType.DOUBLE, 6));
        for (String method : METHODS) {
            Network network = Network.of(model).copy();
            double before = network.score(two);
            double after = new QuantumTraining(network.model(), method).fit(two, 60);
            assertTrue(after < before, method + ": " + before + " -> " + after);
        }
    }

    @Test
    void aFailedStepPutsTheWeightsBack() {
        Network network = Network.of(Hybrids.graph(DataType.DOUBLE));
        INDArray before = network.model().params().dup();
        DataSet bad = TestNetworks.data(DataType.DOUBLE, 6);
        bad.getFeatures().putScalar(0, 0, Double.NaN);
        for (String method : METHODS) {
            assertThrows(
                    RuntimeException.class, () -> new QuantumTraining(network.model(), method).fit(bad, 1), method);
            assertIdentical(before, network.model().params());
            assertEquals(0, network.iteration());
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("quantum training", model -> new QuantumTraining(model, "spsa"));
        Model model = Hybrids.graph(DataType.DOUBLE);
        Refused.assertRefused(
                "quantum training: method \"adam\" unknown, known are [natural-gradient, spsa, qnspsa, rotosolve]",
                () -> new QuantumTraining(model, "adam"));
        Refused.assertRefused(
                "quantum training: 0 steps, at least 1 is needed",
                () -> new QuantumTraining(model, "spsa").fit(data, 0));
        Refused.assertRefused("SPSA: learning rate -1.0, a positive number is needed", () -> new QuantumTraining(
                        model, "spsa", QuantumTraining.Settings.standard().withLearningRate(-1))
                .fit(data, 1));
        Refused.assertRefused(
                "quantum training: metric of 0 samples, at least 1 is needed",
                () -> new QuantumTraining.Settings(1, 1, 1, 0, 1));
        Model weightless = TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(DataType.DOUBLE), TestLayers.weightless().build()));
        Refused.assertRefused(
                "quantum training: the circuits have no weights, at least 1 is needed",
                () -> new QuantumTraining(weightless, "spsa"));
    }
}
