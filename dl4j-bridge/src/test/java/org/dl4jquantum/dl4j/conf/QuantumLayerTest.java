package org.dl4jquantum.dl4j.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

class QuantumLayerTest {

    @Test
    void encodingAnsatzAndMeasurementMakeTheCircuit() {
        Circuit circuit = Circuit.builder(3)
                .add(AngleEncoding.ry(3))
                .add(StronglyEntanglingLayers.layers(1))
                .build();
        QuantumLayer parts = TestLayers.weighted().build();
        assertEquals(QuantumNode.of(circuit, PauliZ.on(3, 0, 2)), parts.getNode());
        QuantumLayer whole = new QuantumLayer.Builder()
                .circuit(circuit)
                .measure(PauliZ.on(3, 0, 2))
                .build();
        assertEquals(whole, parts);
        assertEquals(whole.hashCode(), parts.hashCode());
    }

    @Test
    void sizesFollowFromTheCircuit() {
        assertEquals(3, TestLayers.weighted().build().getNIn());
        assertEquals(2, TestLayers.weighted().build().getNOut());
        assertEquals(
                9,
                TestLayers.weighted()
                        .build()
                        .initializer()
                        .numParams(TestLayers.weighted().build()));
        assertEquals(
                0,
                TestLayers.weightless()
                        .build()
                        .initializer()
                        .numParams(TestLayers.weightless().build()));
        assertEquals(
                InputType.feedForward(2), TestLayers.weighted().build().getOutputType(0, InputType.feedForward(3)));
    }

    @Test
    void furtherEncodingsTakeFurtherInputs() {
        QuantumLayer layer = TestLayers.weighted().encoding(AngleEncoding.rz(2)).build();
        assertEquals(5, layer.getNIn());
    }

    @Test
    void weightsCountForRegularizationAndAreNoBiases() {
        QuantumLayer layer = TestLayers.weighted().build();
        assertEquals(List.of("theta"), layer.initializer().paramKeys(layer));
        assertEquals(List.of("theta"), layer.initializer().weightKeys(layer));
        assertEquals(List.of(), layer.initializer().biasKeys(layer));
        assertTrue(layer.initializer().isWeightParam(layer, "theta"));
        assertEquals(
                List.of(), layer.initializer().paramKeys(TestLayers.weightless().build()));
    }

    @Test
    void everySettingMattersToEquality() {
        QuantumLayer layer = TestLayers.weighted().build();
        List<QuantumLayer> others = List.of(
                TestLayers.reuploading().build(),
                TestLayers.weighted().engine("java").build(),
                TestLayers.weighted().gradient("adjoint").build(),
                TestLayers.weighted().shots(10).build(),
                TestLayers.weighted().measure(PauliZ.on(3, 0, 1)).build(),
                TestLayers.weighted().activation(Activation.TANH).build(),
                TestLayers.weighted().updater(new Adam(0.5)).build(),
                TestLayers.weighted().name("q").build(),
                TestLayers.weighted().l2(0.1).build(),
                TestLayers.weighted().dropOut(0.5).build());
        for (QuantumLayer other : others) {
            assertNotEquals(layer, other);
            assertEquals(other, other.clone());
        }
    }

    @Test
    void aCopySharesTheImmutableNodeAlone() {
        QuantumLayer layer = TestLayers.weighted().l2(0.1).build();
        QuantumLayer copy = layer.clone();
        assertSame(layer.getNode(), copy.getNode());
        copy.getRegularization().clear();
        assertEquals(1, layer.getRegularization().size());
    }

    @Test
    void imagesAndTimeSeriesAreReshapedBefore() {
        QuantumLayer layer = TestLayers.weighted().build();
        assertNull(layer.getPreProcessorForInputType(InputType.feedForward(3)));
        assertInstanceOf(RnnToFeedForwardPreProcessor.class, layer.getPreProcessorForInputType(InputType.recurrent(3)));
        assertInstanceOf(
                CnnToFeedForwardPreProcessor.class,
                layer.getPreProcessorForInputType(InputType.convolutional(3, 1, 1)));
    }

    @Test
    void theWorkingLayerNamesItsEngineAndCountsItsTime() {
        ComputationGraph network = TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(DataType.FLOAT),
                TestLayers.weighted().engine("reference").build()));
        CircuitLayer layer = (CircuitLayer) network.getLayer("quantum");
        assertEquals("reference", layer.engineName());
        assertEquals(0, layer.circuitNanos());
        network.outputSingle(TestNetworks.inputs(DataType.FLOAT, 4));
        long forward = layer.circuitNanos();
        assertTrue(forward > 0);
        network.fit(TestNetworks.data(DataType.FLOAT, 4));
        assertTrue(layer.circuitNanos() > forward);
        CircuitLayer automatic = (CircuitLayer) TestNetworks.initialized(TestNetworks.graph(
                        TestNetworks.training(DataType.FLOAT),
                        TestLayers.weighted().build()))
                .getLayer("quantum");
        assertNotEquals("auto", automatic.engineName());
    }

    @Test
    void textNamesTheLayerAndItsCircuit() {
        String text = TestLayers.weighted().name("q").build().toString();
        assertTrue(text.startsWith("QuantumLayer(name=q, "), text);
        assertTrue(text.contains("3 qubits, 3 inputs, 9 weights"), text);
    }
}
