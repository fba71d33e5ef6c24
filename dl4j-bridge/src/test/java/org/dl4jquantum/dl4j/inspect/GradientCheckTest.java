package org.dl4jquantum.dl4j.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.DoubleByDefault;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.GradientScale;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.inspect.GradientCheck.Parameter;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@ExtendWith(DoubleByDefault.class)
class GradientCheckTest {
    private static final DataSet FLOATS = TestNetworks.data(DataType.FLOAT, 3);

    private static QuantumLayer.Builder quantum() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(2))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.onEach(2));
    }

    @Test
    void agreesWithTheCheckOfDl4j() {
        MultiLayerNetwork network = TestNetworks.initialized(
                TestNetworks.sequence(TestNetworks.checking(), quantum().build()));
        DataSet data = TestNetworks.data(DataType.DOUBLE, 3);
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .epsilon(1e-6)
                .maxRelError(GradientCheck.TOLERANCE)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .input(data.getFeatures())
                .labels(data.getLabels())));
        GradientCheck check = GradientCheck.of(network, data);
        assertTrue(check.passed(), check.toString());
        assertEquals(List.of(), check.failed());
        assertEquals(
                List.of("W", "b", "theta", "W", "b"),
                check.parameters().stream().map(Parameter::key).toList());
        assertEquals(
                List.of("1"),
                check.parameters().stream()
                        .filter(Parameter::quantum)
                        .map(Parameter::layer)
                        .toList());
        assertEquals(6, check.parameters().get(2).checked());
        String text = check.toString();
        assertTrue(text.startsWith("gradient check: passed\nok     0 W: 8 of 8 compared, largest error "), text);
        assertTrue(text.contains("ok     1 theta (quantum): 6 of 6 compared"), text);
    }

    @Test
    void anyNetworkIsCheckedAsItIs() {
        // Single precision, shots, Adam, penalties and dropout: nothing has to be changed.
        ComputationGraph network = TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(DataType.FLOAT).l2(0.1).l1(0.01),
                quantum().shots(50).dropOut(0.8).build()));
        INDArray before = network.params().dup();
        GradientCheck check = GradientCheck.of(network, FLOATS);
        assertTrue(check.passed(), check.toString());
        assertEquals(before, network.params());
        assertEquals(0, network.getIterationCount());
        assertEquals(DataType.FLOAT, network.params().dataType());
    }

    @Test
    void aWrongGradientIsNamed() {
        // Scales gradients on their way down, and so gives the layers below other ones than those of the loss.
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.training(DataType.DOUBLE)
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build())
                .layer(new GradientScale.Builder(0.5).build())
                .layer(quantum().build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build());
        GradientCheck check = GradientCheck.of(network, TestNetworks.data(DataType.DOUBLE, 3));
        assertFalse(check.passed());
        assertEquals(
                List.of("0", "0"), check.failed().stream().map(Parameter::layer).toList());
        // |g/2 - g| / (|g/2| + |g|)
        assertEquals(1 / 3.0, check.failed().get(0).worst().relativeError(), 1e-4);
        assertTrue(
                check.toString().matches("(?s).*WRONG  0 W: 8 of 8 compared, largest error .*, relative 3.3e-01 at .*"),
                "" + check);
    }

    @Test
    void largeParametersAreSampledAndFrozenOnesLeftOut() {
        MultiLayerNetwork network = TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new FrozenLayer(new DenseLayer.Builder()
                        .nOut(30)
                        .activation(Activation.TANH)
                        .build()))
                .layer(new DenseLayer.Builder()
                        .nOut(9)
                        .activation(Activation.TANH)
                        .build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build());
        GradientCheck check = GradientCheck.of(network, FLOATS);
        assertTrue(check.passed(), check.toString());
        Parameter weights = check.parameters().get(0);
        assertEquals("1", weights.layer());
        assertEquals(64, weights.checked());
        assertEquals(270, weights.length());
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(null, FLOATS));
        assertEquals(Double.POSITIVE_INFINITY, new GradientCheck.Entry(0, Double.NaN, 1).relativeError());
        assertEquals(0, new GradientCheck.Entry(0, 1e-9, -1e-9).relativeError());
    }
}
