package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Shots follow the network's seed, the layer's place and the iteration, and nothing else. */
class ShotsTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int SHOTS = 100;
    private static final int BATCH = 4;

    private final INDArray x = TestNetworks.inputs(TYPE, BATCH);
    private final DataSet data = TestNetworks.data(TYPE, BATCH);

    private static MultiLayerNetwork network(long seed, int shots) {
        return TestNetworks.initialized(TestNetworks.sequence(
                TestNetworks.training(TYPE).seed(seed),
                TestLayers.weighted().shots(shots).build()));
    }

    /** What the quantum layer says to the same inputs and weights, whatever the seed. */
    private INDArray measured(MultiLayerNetwork network) {
        INDArray params = Nd4j.linspace(TYPE, 0.1, 0.1, network.numParams());
        network.setParams(params);
        return network.feedForward(x).get(2).dup();
    }

    @Test
    void outputsRepeat() {
        MultiLayerNetwork network = network(1, SHOTS);
        INDArray first = network.output(x).dup();
        assertIdentical(first, network.output(x));
        network.setIterationCount(5);
        assertIdentical(first, network.output(x));
    }

    @Test
    void outputsAreFrequenciesNearTheExactValues() {
        INDArray sampled = measured(network(1, SHOTS));
        INDArray exact = measured(network(1, 0));
        // Mean of outcomes -1 and 1: a multiple of 2 / shots.
        double[] outcomes = sampled.sub(1).mul(SHOTS / 2.0).dup('c').data().asDouble();
        for (double outcome : outcomes) {
            assertEquals(Math.rint(outcome), outcome, 1e-9);
        }
        double fiveSigma = 5 / Math.sqrt(SHOTS);
        assertTrue(sampled.sub(exact).amaxNumber().doubleValue() < fiveSigma);
        assertNotEquals(exact, sampled);
    }

    @Test
    void iterationsOfTrainingDifferAndRepeat() {
        MultiLayerNetwork network = network(1, SHOTS);
        double score = scoreAt(0, network);
        INDArray gradient = network.gradient().gradient().dup();
        assertNotEquals(score, scoreAt(1, network));
        assertNotEquals(gradient, network.gradient().gradient());
        assertEquals(score, scoreAt(0, network));
        assertIdentical(gradient, network.gradient().gradient());
        assertNotEquals(score, network.score(data));
    }

    /** The forward and backward pass of one training iteration, without its update. */
    private double scoreAt(int iteration, MultiLayerNetwork network) {
        network.setIterationCount(iteration);
        network.setInput(x);
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        return network.score();
    }

    @Test
    void trainingOfOneSeedRepeatsBitForBit() {
        MultiLayerNetwork one = network(7, SHOTS);
        MultiLayerNetwork other = network(7, SHOTS);
        for (int step = 0; step < 5; step++) {
            one.fit(data);
            other.fit(data);
        }
        assertIdentical(one.params(), other.params());
    }

    @Test
    void anotherSeedOrAnotherLayerDrawsOtherShots() {
        INDArray first = measured(network(1, SHOTS));
        assertIdentical(first, measured(network(1, SHOTS)));
        assertNotEquals(first, measured(network(2, SHOTS)));
        MultiLayerNetwork twice = TestNetworks.initialized(TestNetworks.training(TYPE)
                .updater(new NoOp())
                .list()
                .layer(TestLayers.reuploading().shots(SHOTS).build())
                .layer(TestLayers.reuploading().shots(SHOTS).build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(2))
                .build());
        INDArray inputs = Nd4j.ones(TYPE, BATCH, 2);
        CircuitLayer low = (CircuitLayer) twice.getLayer(0);
        CircuitLayer high = (CircuitLayer) twice.getLayer(1);
        high.setParams(low.params());
        assertNotEquals(
                low.activate(inputs, false, LayerWorkspaceMgr.noWorkspaces()),
                high.activate(inputs, false, LayerWorkspaceMgr.noWorkspaces()));
    }
}
