package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

class NetworkTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 5);

    private static QuantumLayer restrained() {
        return TestLayers.weighted()
                .l2(0.01)
                .updater(new Adam(0.05))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.01)
                .constrainWeights(new MaxNormConstraint(4, 1))
                .build();
    }

    /** Gradient, then update: bit for bit what fit does, with clipping, penalties and constraints. */
    @Test
    void gradientAndUpdateMakeAFit() {
        List<Model> models = List.of(
                TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(DataType.DOUBLE), restrained())),
                TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(DataType.DOUBLE), restrained())));
        for (Model model : models) {
            Network byHand = Network.of(model);
            Network byFit = byHand.copy();
            for (int step = 0; step < 4; step++) {
                byHand.computeGradient(data);
                byHand.update(5);
                byFit.fit(data);
                assertIdentical(byFit.model().params(), byHand.model().params());
            }
            assertEquals(4, byHand.iteration());
            assertIdentical(
                    byFit.updater().getStateViewArray(), byHand.updater().getStateViewArray());
        }
    }

    @Test
    void whatArrivesAtALayerIsTheOutputBelowIt() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            List<String> layers = network.layers();
            assertIdentical(data.getFeatures(), network.inputOf(layers.get(0), data.getFeatures()));
            var weights = network.param(layers.get(0), "W");
            var bias = network.param(layers.get(0), "b");
            var z = data.getFeatures().mmul(weights).addiRowVector(bias);
            var expected = Transforms.tanh(z);
            double wrong = expected.sub(network.inputOf(layers.get(1), data.getFeatures()))
                    .amaxNumber()
                    .doubleValue();
            assertEquals(0, wrong, 1e-12);
        }
    }

    @Test
    void placesOfParametersCoverAllOfThem() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            long quantum =
                    network.params(true).stream().mapToLong(ParamRange::length).sum();
            long classical =
                    network.params(false).stream().mapToLong(ParamRange::length).sum();
            assertEquals(9, quantum);
            assertEquals(model.numParams(), quantum + classical);
            for (ParamRange range : network.params()) {
                assertIdentical(
                        Nd4j.toFlattened('f', network.param(range.layer(), range.key()))
                                .reshape(range.length()),
                        range.of(model.params()).dup());
            }
        }
    }

    @Test
    void graphsOfSeveralInputsAreRefused() {
        Model model = TestNetworks.initialized(TestNetworks.training(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("one", "other")
                .addLayer("out", TestNetworks.output(), "one", "other")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(2), InputType.feedForward(2))
                .build());
        Refused.assertRefused("network: 2 inputs and 1 outputs, one of each is needed", () -> Network.of(model));
    }
}
