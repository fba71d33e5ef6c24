package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class PartUpdatersTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 4);

    @Test
    void eachPartStepsByItsOwnRate() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            PartUpdaters.set(model, new Sgd(0.5), new Sgd(0.125));
            INDArray before = model.params().dup();
            network.computeGradient(data);
            INDArray gradient = network.gradientView().div(4).dup();
            network.fit(data);
            INDArray step = before.sub(model.params());
            for (boolean quantum : new boolean[] {true, false}) {
                double rate = quantum ? 0.125 : 0.5;
                for (ParamRange range : network.params(quantum)) {
                    INDArray wrong = range.of(step).sub(range.of(gradient).mul(rate));
                    assertEquals(0, wrong.amaxNumber().doubleValue(), 1e-12, range.toString());
                    assertTrue(range.of(step).amaxNumber().doubleValue() > 1e-6, range.toString());
                }
            }
        }
    }

    @Test
    void updatersOfDifferentStateAreSavedWithTheNetwork(@TempDir Path folder) throws Exception {
        MultiLayerNetwork network = Hybrids.sequence(DataType.FLOAT);
        PartUpdaters.set(network, new Adam(0.01), new Nesterovs(0.02, 0.9));
        DataSet batch = TestNetworks.data(DataType.FLOAT, 4);
        network.fit(batch);
        Path file = folder.resolve("network.zip");
        NetworkFile.save(network, file);
        MultiLayerNetwork loaded = NetworkFile.loadMultiLayerNetwork(file);
        network.fit(batch);
        loaded.fit(batch);
        assertIdentical(network.params(), loaded.params());
    }

    @Test
    void ratesAreSetByPart() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            network.fit(data);
            INDArray state = network.updater().getStateViewArray().dup();
            PartUpdaters.setLearningRates(model, 0.3, 0.07);
            for (String layer : network.layers()) {
                boolean quantum = QuantumParts.isQuantum(network.layer(layer));
                assertEquals(Optional.of(quantum ? 0.07 : 0.3), network.learningRate(layer));
            }
            double sum = network.updater().getStateViewArray().norm1Number().doubleValue();
            assertEquals(state.norm1Number().doubleValue(), sum, 1e-12, "momentum is kept");
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("updaters", model -> PartUpdaters.set(model, new Sgd(1), new Sgd(1)));
        Refused.assertNeedsAQuantumLayer("learning rates", model -> PartUpdaters.setLearningRates(model, 1, 1));
        Refused.assertRefused(
                "learning rates: quantum rate -0.1, a finite number of at least 0 is needed",
                () -> PartUpdaters.setLearningRates(Hybrids.graph(DataType.FLOAT), 1, -0.1));
        Refused.assertRefused(
                "learning rates: classical rate NaN, a finite number of at least 0 is needed",
                () -> PartUpdaters.setLearningRates(Hybrids.graph(DataType.FLOAT), Double.NaN, 1));
    }
}
