package org.dl4jquantum.dl4j.layer;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Bad numbers and shapes are refused by layer, place and value; the network works on afterwards. */
class CircuitLayerErrorsTest {
    private static final DataType TYPE = DataType.FLOAT;
    private static final String LAYER = " (layer name: layer1, layer index: 1, layer type: CircuitLayer)";

    private final MultiLayerNetwork network = network(TestLayers.weighted().build());
    private final INDArray x = TestNetworks.inputs(TYPE, 3);
    private final INDArray labels = TestNetworks.labels(TYPE, 3);

    private static MultiLayerNetwork network(QuantumLayer layer) {
        return TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(TYPE), layer));
    }

    private static OutputLayer outputOfTwo() {
        return new OutputLayer.Builder()
                .nIn(2)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message,
                assertThrows(DL4JInvalidInputException.class, call::run).getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefused(double bad) {
        INDArray good = network.output(x).dup();
        INDArray params = network.params().dup();
        network.getParam("1_theta").putScalar(0, 4, bad);
        String message = "QuantumLayer: weight 4: " + bad + ", a finite number is needed" + LAYER;
        assertRefused(message, () -> network.output(x));
        assertRefused(message, () -> network.fit(x, labels));
        network.setParams(params);
        assertIdentical(good, network.output(x));
        network.fit(x, labels);
    }

    @Test
    void inputsThatAreNotFiniteAreRefused() {
        INDArray good = network.output(x).dup();
        INDArray bad = x.dup();
        bad.putScalar(1, 2, Double.NaN);
        String message = "QuantumLayer: input 0 of sample 1: NaN, a finite number is needed" + LAYER;
        assertRefused(message, () -> network.output(bad));
        assertRefused(message, () -> network.fit(bad, labels));
        assertIdentical(good, network.output(x));
        network.fit(x, labels);
    }

    @Test
    void infiniteInputsAreRefused() {
        MultiLayerNetwork first = TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(TestLayers.weighted().name("q").build())
                .layer(outputOfTwo())
                .build());
        INDArray bad = Nd4j.ones(TYPE, 4, 3);
        bad.putScalar(3, 2, Double.POSITIVE_INFINITY);
        assertRefused(
                "QuantumLayer: input 2 of sample 3: Infinity, a finite number is needed"
                        + " (layer name: q, layer index: 0, layer type: CircuitLayer)",
                () -> first.output(bad));
        assertRefused(
                "QuantumLayer: input of shape [4, 5] received, [batch, 3] needed"
                        + " (layer name: q, layer index: 0, layer type: CircuitLayer)",
                () -> first.output(Nd4j.ones(TYPE, 4, 5)));
        assertRefused(
                "QuantumLayer: input of shape [4, 3, 2] received, [batch, 3] needed"
                        + " (layer name: q, layer index: 0, layer type: CircuitLayer)",
                () -> first.output(Nd4j.ones(TYPE, 4, 3, 2)));
    }

    @Test
    void aLayerBelowOfAnotherSizeIsRefusedInTheFirstBatch() {
        ComputationGraph graph = TestNetworks.initialized(TestNetworks.training(TYPE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", new DenseLayer.Builder().nIn(4).nOut(5).build(), "in")
                .addLayer("quantum", TestLayers.weighted().build(), "dense")
                .addLayer("out", outputOfTwo(), "quantum")
                .setOutputs("out")
                .build());
        assertRefused(
                "QuantumLayer: input of shape [3, 5] received, [batch, 3] needed"
                        + " (layer name: quantum, layer index: 2, layer type: CircuitLayer)",
                () -> graph.outputSingle(x));
    }

    @Test
    void amplitudesOfZerosAloneAreRefused() {
        MultiLayerNetwork amplitudes = network(new QuantumLayer.Builder()
                .encoding(AmplitudeEncoding.onQubits(2))
                .measure(PauliZ.onEach(2))
                .build());
        amplitudes.getParam("0_b").assign(0);
        INDArray zero = x.dup();
        zero.getRow(2).assign(0);
        assertRefused(
                "QuantumLayer: inputs of sample 2: all 4 amplitudes are 0, a state needs one that is not" + LAYER,
                () -> amplitudes.output(zero));
    }
}
