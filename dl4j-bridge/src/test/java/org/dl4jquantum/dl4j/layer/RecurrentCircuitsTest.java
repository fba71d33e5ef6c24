package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumGRU;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.dl4j.conf.QuantumRecurrentLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What recurrent layers do with time: states, parts of series, masks, formats. */
class RecurrentCircuitsTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int STEPS = 5;
    private static final double ROUNDING = 1e-12;

    private static <B extends QuantumRecurrentLayer.Builder<B>> B settings(B builder) {
        return builder.nIn(2)
                .nOut(3)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2));
    }

    private static QuantumLSTM.Builder lstm() {
        return settings(new QuantumLSTM.Builder());
    }

    private static QuantumGRU.Builder gru() {
        return settings(new QuantumGRU.Builder());
    }

    static Stream<QuantumRecurrentLayer> layers() {
        return Stream.of(lstm().build(), gru().build());
    }

    private static MultiLayerNetwork network(QuantumRecurrentLayer layer, int partOfSeries) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .updater(new Sgd(0.1))
                .list()
                .layer(layer)
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .backpropType(partOfSeries == STEPS ? BackpropType.Standard : BackpropType.TruncatedBPTT)
                .tBPTTLength(partOfSeries)
                .build());
    }

    private static INDArray series(int batch) {
        return Numbers.of(5, TYPE, batch, 2, STEPS);
    }

    private static INDArray part(INDArray series, int from, int to) {
        return series.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .dup();
    }

    private static void assertClose(INDArray expected, INDArray actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertTrue(expected.equalsWithEps(actual, ROUNDING), () -> expected + " and " + actual);
    }

    /** {@code C f(tanh(v A + a) pi/2; theta) + c}, gate by gate. */
    private static INDArray gate(MultiLayerNetwork network, String prefix, int gate, INDArray v) {
        QuantumRecurrentLayer conf =
                (QuantumRecurrentLayer) network.getLayer(0).conf().getLayer();
        INDArray u = v.mmul(columns(network.getParam("0_" + prefix + "A"), gate, 2))
                .addRowVector(columns(network.getParam("0_" + prefix + "a"), gate, 2));
        INDArray y = new HybridFunction(conf.getNode())
                .output(
                        Transforms.tanh(u).mul(Math.PI / 2),
                        columns(network.getParam("0_" + prefix + "theta"), gate, 2));
        return y.mmul(columns(network.getParam("0_" + prefix + "C"), gate, 3))
                .addRowVector(columns(network.getParam("0_" + prefix + "c"), gate, 3));
    }

    private static INDArray columns(INDArray matrix, int gate, int width) {
        return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * width, (gate + 1) * width))
                .dup();
    }

    @Test
    void anLstmFollowsItsFormulas() {
        MultiLayerNetwork network = network(lstm().build(), STEPS);
        network.setParams(Numbers.of(6, TYPE, 1, network.numParams()));
        INDArray x = series(4);
        INDArray h = Nd4j.zeros(TYPE, 4, 3);
        INDArray c = Nd4j.zeros(TYPE, 4, 3);
        INDArray outputs = network.feedForward(x).get(1);
        for (int step = 0; step < STEPS; step++) {
            INDArray v = Nd4j.hstack(TimeSteps.of(x, step).dup(), h);
            INDArray f = Transforms.sigmoid(gate(network, "", 0, v));
            INDArray i = Transforms.sigmoid(gate(network, "", 1, v));
            INDArray g = Transforms.tanh(gate(network, "", 2, v));
            INDArray o = Transforms.sigmoid(gate(network, "", 3, v));
            c = f.mul(c).add(i.mul(g));
            h = o.mul(Transforms.tanh(c));
            assertClose(h, TimeSteps.of(outputs, step).dup());
        }
    }

    @Test
    void aGruFollowsItsFormulas() {
        MultiLayerNetwork network = network(gru().build(), STEPS);
        network.setParams(Numbers.of(7, TYPE, 1, network.numParams()));
        INDArray x = series(4);
        INDArray h = Nd4j.zeros(TYPE, 4, 3);
        INDArray outputs = network.feedForward(x).get(1);
        for (int step = 0; step < STEPS; step++) {
            INDArray now = TimeSteps.of(x, step).dup();
            INDArray r = Transforms.sigmoid(gate(network, "", 0, Nd4j.hstack(now, h)));
            INDArray u = Transforms.sigmoid(gate(network, "", 1, Nd4j.hstack(now, h)));
            INDArray n = Transforms.tanh(gate(network, "n", 0, Nd4j.hstack(now, r.mul(h))));
            h = u.rsub(1).mul(n).add(u.mul(h));
            assertClose(h, TimeSteps.of(outputs, step).dup());
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void timeStepsGoOnWhereTheLastOnesEnded(QuantumRecurrentLayer layer) {
        MultiLayerNetwork network = network(layer, STEPS);
        INDArray whole = network.output(series(3));
        assertClose(part(whole, 0, 2), network.rnnTimeStep(part(series(3), 0, 2)));
        assertClose(part(whole, 2, 3), network.rnnTimeStep(part(series(3), 2, 3)));
        assertClose(part(whole, 3, STEPS), network.rnnTimeStep(part(series(3), 3, STEPS)));
        network.rnnClearPreviousState();
        assertClose(part(whole, 0, 1), network.rnnTimeStep(part(series(3), 0, 1)));
        assertIdentical(whole, network.output(series(3)));
        String message = assertThrows(DL4JInvalidInputException.class, () -> network.rnnTimeStep(part(series(2), 0, 1)))
                .getMessage();
        assertTrue(
                message.contains("batch of 2 received, the stored state is of 3; call rnnClearPreviousState()"),
                message);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void partsOfASeriesOnFromTheStateOfTheLast(QuantumRecurrentLayer layer) {
        MultiLayerNetwork network = network(layer, STEPS);
        INDArray whole = network.feedForward(series(3)).get(1).dup();
        RecurrentLayer recurrent = (RecurrentLayer) network.getLayer(0);
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
        assertClose(
                part(whole, 0, 2),
                recurrent.rnnActivateUsingStoredState(part(series(3), 0, 2), true, true, workspaces));
        assertClose(
                part(whole, 2, STEPS),
                recurrent.rnnActivateUsingStoredState(part(series(3), 2, STEPS), true, true, workspaces));
    }

    /** The gradient of a part, from the state in which it began, by central differences. */
    @ParameterizedTest
    @MethodSource("layers")
    void gradientsOfAPartStartFromItsState(QuantumRecurrentLayer layer) {
        double step = 1e-6;
        double tolerance = 1e-7;
        MultiLayerNetwork network = network(layer, 2);
        network.fit(series(3), Numbers.of(8, TYPE, 3, 1, STEPS));
        RecurrentLayer recurrent = (RecurrentLayer) network.getLayer(0);
        LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
        recurrent.rnnActivateUsingStoredState(part(series(3), 0, 2), true, true, workspaces);
        var state = recurrent.rnnGetTBPTTState();
        INDArray part = part(series(3), 2, STEPS);
        INDArray y = recurrent.rnnActivateUsingStoredState(part, true, true, workspaces);
        var found = recurrent
                .tbpttBackpropGradient(Nd4j.ones(TYPE, y.shape()), STEPS, workspaces)
                .getFirst();
        for (String key : List.of("A", "theta", "C", "c")) {
            INDArray weights = recurrent.getParam(key);
            double before = weights.getDouble(1);
            double[] sums = new double[2];
            for (int side = 0; side < 2; side++) {
                weights.putScalar(1, before + (2 * side - 1) * step);
                recurrent.rnnSetTBPTTState(state);
                sums[side] = recurrent
                        .rnnActivateUsingStoredState(part, true, false, workspaces)
                        .sumNumber()
                        .doubleValue();
            }
            weights.putScalar(1, before);
            assertEquals(
                    (sums[1] - sums[0]) / (2 * step), found.getGradientFor(key).getDouble(1), tolerance, key);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void partsAsLongAsTheSeriesTrainAsTheWhole(QuantumRecurrentLayer layer) {
        MultiLayerNetwork whole = network(layer, STEPS);
        MultiLayerNetwork parts = network(layer, STEPS + 1);
        MultiLayerNetwork inParts = network(layer, 2);
        for (MultiLayerNetwork network : List.of(whole, parts, inParts)) {
            network.fit(series(3), Numbers.of(8, TYPE, 3, 1, STEPS));
        }
        assertIdentical(whole.params(), parts.params());
        assertNotEquals(whole.params(), inParts.params());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatIsMaskedChangesNothing(QuantumRecurrentLayer layer) {
        MultiLayerNetwork network = network(layer, STEPS);
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {0, 0, 1, 1, 1}});
        INDArray other = series(3);
        other.putScalar(new int[] {1, 0, 3}, 9).putScalar(new int[] {2, 1, 0}, -9);
        INDArray one = masked(network, series(3), mask);
        assertIdentical(one, masked(network, other, mask));
        assertEquals(0, Math.abs(one.getDouble(1, 0, 4)));
        assertEquals(0, Math.abs(one.getDouble(2, 2, 1)));
        // A masked beginning leaves no trace: what follows is as if it were the beginning.
        INDArray end = part(series(3), 2, STEPS);
        INDArray fresh = network.feedForward(end).get(1);
        assertClose(
                TimeSteps.of(fresh, 2).getRow(2).dup(),
                TimeSteps.of(one, 4).getRow(2).dup());
    }

    private static INDArray masked(MultiLayerNetwork network, INDArray x, INDArray mask) {
        network.setLayerMaskArrays(mask, mask);
        INDArray y = network.feedForward(x).get(1).dup();
        network.clearLayerMaskArrays();
        return y;
    }

    @Test
    void bothFormatsOfSeriesGiveTheSame() {
        MultiLayerNetwork channelsFirst = network(lstm().build(), STEPS);
        MultiLayerNetwork channelsLast = TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(lstm().dataFormat(RNNFormat.NWC).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .dataFormat(RNNFormat.NWC)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2, STEPS, RNNFormat.NWC))
                .build());
        channelsLast.setParams(channelsFirst.params());
        INDArray swapped = series(3).permute(0, 2, 1).dup();
        assertClose(
                channelsFirst.output(series(3)), channelsLast.output(swapped).permute(0, 2, 1));
    }

    @Test
    void everyStepHasRandomNumbersOfItsOwn() {
        Set<Long> seen = new HashSet<>();
        for (long step = 0; step < 100; step++) {
            for (long iteration : new long[] {0, 1, 2, 1000, RandomKey.INFERENCE}) {
                assertTrue(seen.add(TimeSteps.iteration(iteration, step)));
            }
        }
        MultiLayerNetwork network = network(lstm().shots(20).build(), STEPS);
        assertIdentical(network.output(series(3)), network.output(series(3)));
    }

    @Test
    void seriesOfAnotherSizeAreRefused() {
        MultiLayerNetwork network = network(gru().build(), STEPS);
        String message = assertThrows(
                        DL4JInvalidInputException.class, () -> network.output(Numbers.of(1, TYPE, 2, 3, STEPS)))
                .getMessage();
        assertTrue(
                message.startsWith("QuantumGRU: input of shape [2, 3, 5] received, [batch, 2, time] needed"), message);
    }

    @Test
    void anotherActivationIsRefused() {
        String message = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> lstm().activation(Activation.RELU).name("l").build())
                .getMessage();
        assertEquals("QuantumLSTM \"l\": activation relu received, only tanh is supported; leave it out", message);
    }
}
