package org.dl4jquantum.dl4j.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.layer.FreshJvm;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** What is wrong with a configuration is said when it is built, or when the network is, and not in the first batch. */
class QuantumLayerErrorsTest {

    private static String refusal(Class<? extends RuntimeException> kind, Runnable call) {
        return assertThrows(kind, call::run).getMessage();
    }

    private static void assertConfigRefused(String message, Runnable call) {
        assertEquals(message, refusal(DL4JInvalidConfigException.class, call));
    }

    private static void assertArgumentRefused(String message, Runnable call) {
        assertEquals(message, refusal(IllegalArgumentException.class, call));
    }

    @Test
    void aLayerWithoutACircuitIsRefused() {
        assertConfigRefused(
                "QuantumLayer \"q\": neither circuit nor encoding given, one of them is needed",
                () -> new QuantumLayer.Builder()
                        .name("q")
                        .measure(PauliZ.onEach(2))
                        .build());
    }

    @Test
    void circuitAndEncodingTogetherAreRefused() {
        Circuit circuit = Circuit.builder(3).add(AngleEncoding.rx(3)).build();
        assertConfigRefused(
                "QuantumLayer \"q\": both circuit and encoding given, one of them is needed",
                () -> TestLayers.weighted().name("q").circuit(circuit).build());
    }

    @Test
    void aLayerWithoutMeasurementIsRefused() {
        assertConfigRefused(
                "QuantumLayer \"q\": no measurement given; add for example .measure(PauliZ.onEach(n))",
                () -> new QuantumLayer.Builder()
                        .name("q")
                        .encoding(AngleEncoding.ry(2))
                        .build());
    }

    @Test
    void anAnsatzBeforeAnyEncodingIsRefused() {
        String message = refusal(DL4JInvalidConfigException.class, () -> new QuantumLayer.Builder()
                .ansatz(StronglyEntanglingLayers.layers(2)));
        assertEquals(
                "QuantumLayer: ansatz StronglyEntanglingLayers[numLayers=2, range=0] before any encoding, which sets"
                        + " the number of qubits",
                message);
    }

    @Test
    void anEncodingOfMoreQubitsThanTheFirstIsRefused() {
        assertArgumentRefused("RX: target qubit 3 outside 0..2 (circuit has 3 qubits)", () -> TestLayers.weighted()
                .encoding(AngleEncoding.rx(4)));
    }

    @Test
    void aMeasurementOfOtherQubitsIsRefused() {
        assertArgumentRefused(
                "observable 0: acts on 4 qubits, the circuit has 3",
                () -> TestLayers.weighted().measure(PauliZ.onEach(4)).build());
        assertArgumentRefused("probabilities: qubit 3 outside 0..2 (circuit has 3 qubits)", () -> TestLayers.weighted()
                .measure(Measurement.probabilities(0, 3))
                .build());
    }

    @Test
    void sizesSetByTheBuilderMustBeTheCircuits() {
        assertConfigRefused(
                "QuantumLayer \"q\": 5 inputs received, the circuit has 3; change the circuit, or the layer beside it",
                () -> TestLayers.weighted().name("q").nIn(5).build());
        assertConfigRefused(
                "QuantumLayer \"q\": 3 outputs received, the circuit has 2; change the circuit, or the layer beside it",
                () -> TestLayers.weighted().name("q").nOut(3).build());
        QuantumLayer agreed = TestLayers.weighted().nIn(3).nOut(2).build();
        assertEquals(TestLayers.weighted().build(), agreed);
    }

    @Test
    void sizesSetLaterMustBeTheCircuits() {
        QuantumLayer layer = TestLayers.weighted().name("q").build();
        String inputs = "QuantumLayer \"q\": 4 inputs received, the circuit has 3; change the circuit, or the layer"
                + " beside it";
        String outputs = "QuantumLayer \"q\": 3 outputs received, the circuit has 2; change the circuit, or the layer"
                + " beside it";
        assertConfigRefused(inputs, () -> layer.setNIn(4));
        assertConfigRefused(inputs, () -> layer.setNIn(InputType.feedForward(4), true));
        assertConfigRefused(inputs, () -> layer.setNIn(InputType.feedForward(4), false));
        assertConfigRefused(inputs, () -> layer.setNIn(InputType.convolutionalFlat(2, 2, 1), false));
        assertConfigRefused(outputs, () -> layer.setNOut(3));
        assertConfigRefused(
                "QuantumLayer \"q\": 3 inputs received, the circuit has 2; change the circuit, or the layer beside it",
                () -> layer.clone().setNode(TestLayers.reuploading().build().getNode()));
        assertEquals(3, layer.getNIn());
        assertEquals(2, layer.getNOut());
    }

    @Test
    void aNetworkOfAnotherInputTypeIsRefused() {
        String message = "QuantumLayer \"layer0\": %d inputs received, the circuit has 3; change the circuit, or the"
                + " layer beside it";
        InputType[] types = {
            InputType.feedForward(4), InputType.recurrent(5), InputType.convolutional(2, 3, 1),
        };
        for (int i = 0; i < types.length; i++) {
            InputType type = types[i];
            assertConfigRefused(message.formatted(4 + i), () -> TestNetworks.training(DataType.FLOAT)
                    .list()
                    .layer(TestLayers.weighted().build())
                    .layer(TestNetworks.output())
                    .setInputType(type)
                    .build());
        }
    }

    @Test
    void aReplacementOfItsSizeIsRefused() {
        ComputationGraph graph = TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(DataType.FLOAT), TestLayers.weighted().build()));
        assertConfigRefused(
                "QuantumLayer \"quantum\": 7 outputs received, the circuit has 2; change the circuit, or the layer"
                        + " beside it",
                () -> new TransferLearning.GraphBuilder(graph).nOutReplace("quantum", 7, WeightInit.XAVIER));
        assertConfigRefused(
                "QuantumLayer \"quantum\": 7 inputs received, the circuit has 3; change the circuit, or the layer"
                        + " beside it",
                () -> new TransferLearning.GraphBuilder(graph).nOutReplace("dense", 7, WeightInit.XAVIER));
    }

    @Test
    void anUnknownEngineIsRefusedByTheKnownOnes() {
        assertArgumentRefused(
                "engine \"warp\": unknown, known are auto, " + String.join(", ", Engines.names()),
                () -> TestLayers.weighted().engine("warp").build());
        assertTrue(Engines.names().containsAll(Arrays.asList("java", "reference")));
    }

    @Test
    void anUnknownGradientIsRefusedByTheKnownOnes() {
        assertArgumentRefused(
                "gradient \"exact\": unknown, known are auto, adjoint, parameter-shift, finite-difference",
                () -> TestLayers.weighted().gradient("exact").build());
    }

    @Test
    void adjointWithShotsIsRefused() {
        assertArgumentRefused(
                "gradient adjoint: needs exact states, but shots = 100; use gradient parameter-shift, or shots = 0",
                () -> TestLayers.weighted().gradient("adjoint").shots(100).build());
    }

    @Test
    void aNegativeNumberOfShotsIsRefused() {
        assertArgumentRefused(
                "shots: -1, at least 1 is needed, or 0 for exact results",
                () -> TestLayers.weighted().shots(-1).build());
    }

    @Test
    void whatNoEngineCanDoIsRefusedWhenTheNetworkIsMade() {
        QuantumLayer shifted = new QuantumLayer.Builder()
                .encoding(AmplitudeEncoding.onQubits(2))
                .measure(PauliZ.onEach(2))
                .gradient("parameter-shift")
                .build();
        assertEquals(
                "gradient parameter-shift: differentiates angles only, the circuit takes 4 amplitudes as inputs; use"
                        + " adjoint without shots",
                refusal(UnsupportedOperationException.class, () -> network(shifted)));
        QuantumLayer sampled = TestLayers.weighted()
                .measure(Measurement.stateVector())
                .shots(10)
                .build();
        assertEquals(
                "state vector: cannot be measured, but shots = 10; use shots = 0",
                refusal(UnsupportedOperationException.class, () -> network(sampled)));
    }

    private static void network(QuantumLayer layer) {
        TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(DataType.FLOAT), layer));
    }

    @Test
    void aCircuitTooLargeForMemoryIsRefusedByItsBytes() throws Exception {
        FreshJvm.Ending ending = FreshJvm.run(LargeCircuitMain.class);
        assertEquals(1, ending.exitCode(), ending.output());
        String message = "UnsupportedOperationException: engine reference: a circuit of 26 qubits in DOUBLE needs"
                + " 4294967296 bytes, the Java heap may grow to 536870912; use fewer qubits, FLOAT, or a larger -Xmx";
        assertTrue(ending.output().contains(message), ending.output());
    }

    @Test
    void aConfigurationWithoutItsCircuitIsRefused() {
        QuantumLayer empty = new QuantumLayer();
        empty.setLayerName("q");
        String message = "QuantumLayer \"q\": field \"node\", the circuit, is missing";
        assertConfigRefused(message, empty::getNode);
        assertConfigRefused(message, () -> empty.initializer().numParams(empty));
        assertConfigRefused(message, () -> empty.setNIn(InputType.feedForward(3), true));
    }
}
