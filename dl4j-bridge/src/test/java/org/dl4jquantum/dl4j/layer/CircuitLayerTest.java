package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.math.RandomKey;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer by itself: forward and backward passes without the network around it. */
class CircuitLayerTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int BATCH = 3;
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    private final INDArray x = Numbers.of(1, TYPE, BATCH, 3);
    private final INDArray dy = Numbers.of(2, TYPE, BATCH, 2);

    private static CircuitLayer layer(QuantumLayer configured) {
        return (CircuitLayer) TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(TYPE), configured))
                .getLayer(1);
    }

    /** Room for gradients is the network's; a layer by itself needs its own. */
    private static CircuitLayer differentiable(QuantumLayer configured) {
        CircuitLayer layer = layer(configured);
        layer.setBackpropGradientsViewArray(Nd4j.create(TYPE, 1, layer.numParams()));
        return layer;
    }

    private Pair<Gradient, INDArray> backward(CircuitLayer layer) {
        layer.setInput(x, NO_WORKSPACES);
        layer.activate(true, NO_WORKSPACES);
        return layer.backpropGradient(dy.dup(), NO_WORKSPACES);
    }

    @Test
    void computesWhatTheFunctionOfItsNodeDoes() {
        CircuitLayer layer = differentiable(TestLayers.weighted().build());
        HybridFunction function =
                new HybridFunction(TestLayers.weighted().build().getNode());
        INDArray theta = layer.getParam("theta");
        assertIdentical(function.output(x, theta), layer.activate(x, false, NO_WORKSPACES));
        INDArray dx = x.like();
        INDArray dtheta = theta.like();
        function.backward(x, theta, dy, dx, dtheta, RandomKey.INFERENCE);
        Pair<Gradient, INDArray> found = backward(layer);
        assertIdentical(dx, found.getSecond());
        assertIdentical(dtheta, found.getFirst().getGradientFor("theta"));
    }

    @Test
    void theGradientIsWrittenWhereTheUpdaterReadsIt() {
        CircuitLayer layer = differentiable(TestLayers.weighted().build());
        INDArray written = backward(layer).getFirst().getGradientFor("theta");
        assertIdentical(written.reshape(9), layer.getGradientsViewArray().reshape(9));
        assertNotEquals(0, layer.getGradientsViewArray().amaxNumber().doubleValue());
    }

    @Test
    void maskedExamplesReachNeitherInputsNorWeights() {
        CircuitLayer layer = differentiable(TestLayers.weighted().build());
        INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}});
        layer.setInput(x, NO_WORKSPACES);
        layer.setMaskArray(mask);
        layer.activate(true, NO_WORKSPACES);
        Pair<Gradient, INDArray> masked = layer.backpropGradient(dy.dup(), NO_WORKSPACES);
        INDArray theta = masked.getFirst().getGradientFor("theta").dup();
        assertEquals(0, masked.getSecond().getRow(1).amaxNumber().doubleValue());
        layer.setMaskArray(null);
        INDArray whole = dy.dup();
        dy.getRow(1).assign(0);
        assertIdentical(theta, backward(layer).getFirst().getGradientFor("theta"));
        dy.assign(whole);
        assertNotEquals(theta, backward(layer).getFirst().getGradientFor("theta"));
    }

    @Test
    void shotsOfGradientsFollowTheIteration() {
        CircuitLayer layer = differentiable(TestLayers.weighted().shots(100).build());
        INDArray first = backward(layer).getFirst().getGradientFor("theta").dup();
        assertIdentical(first, backward(layer).getFirst().getGradientFor("theta"));
        layer.setIterationCount(1);
        assertNotEquals(first, backward(layer).getFirst().getGradientFor("theta"));
    }

    @Test
    void weightNoiseIsKeptFromForwardToBackwardAndThenDrawnAnew() {
        CircuitLayer layer = differentiable(TestLayers.weighted()
                .weightNoise(new WeightNoise(new NormalDistribution(0, 0.5)))
                .build());
        layer.setInput(x, NO_WORKSPACES);
        INDArray first = layer.activate(true, NO_WORKSPACES).dup();
        assertIdentical(first, layer.activate(true, NO_WORKSPACES));
        layer.backpropGradient(dy.dup(), NO_WORKSPACES);
        assertNotEquals(first, layer.activate(true, NO_WORKSPACES));
    }

    @Test
    void aLayerWithoutWeightsHasAGradientOfItsInputsAlone() {
        CircuitLayer layer = layer(TestLayers.weightless().build());
        layer.setInput(x, NO_WORKSPACES);
        layer.activate(true, NO_WORKSPACES);
        Pair<Gradient, INDArray> found = layer.backpropGradient(Numbers.of(3, TYPE, BATCH, 3), NO_WORKSPACES);
        assertEquals(0, found.getFirst().gradientForVariable().size());
        assertNotEquals(0, found.getSecond().amaxNumber().doubleValue());
        assertEquals(0, layer.numParams());
        assertSame(TYPE, found.getSecond().dataType());
    }
}
