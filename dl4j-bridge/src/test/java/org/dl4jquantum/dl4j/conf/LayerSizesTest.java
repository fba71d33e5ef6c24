package org.dl4jquantum.dl4j.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Sizes that nobody has set, and circuits that a stored configuration lacks, are refused by the layer's name. */
class LayerSizesTest {

    static Stream<FeedForwardLayer> sized() {
        return Stream.of(
                new DressedQuantumLayer.Builder()
                        .name("q")
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .measure(PauliZ.onEach(2))
                        .build(),
                new QuantumLSTM.Builder()
                        .name("q")
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .measure(PauliZ.onEach(2))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("sized")
    void aMissingNumberOfInputsIsRefused(FeedForwardLayer layer) {
        String message = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> TestNetworks.initialized(TestNetworks.training(DataType.FLOAT)
                                .list()
                                .layer(layer)
                                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                                .build()))
                .getMessage();
        assertEquals(
                layer.getClass().getSimpleName()
                        + " \"q\": nIn 0 and nOut 2 received, at least 1 of each is needed; set them, or the network's"
                        + " input type",
                message);
    }

    static Stream<QuantumConfiguration> empty() {
        return Stream.of(
                new DressedQuantumLayer(),
                new DataReuploadingLayer(),
                new QuantumLSTM(),
                new QuantumGRU(),
                new QuantumAttentionLayer(),
                new QuantumKernelLayer(),
                new QuantumOutputLayer());
    }

    @ParameterizedTest
    @MethodSource("empty")
    void aMissingCircuitIsRefused(QuantumConfiguration layer) {
        String message =
                assertThrows(DL4JInvalidConfigException.class, layer::circuits).getMessage();
        assertEquals(layer.getClass().getSimpleName() + " \"null\": field \"node\", the circuit, is missing", message);
    }

    @Test
    void aBuilderWithoutMeasurementIsRefused() {
        String message = assertThrows(DL4JInvalidConfigException.class, () -> new QuantumGRU.Builder()
                        .name("q")
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .build())
                .getMessage();
        assertEquals("QuantumGRU \"q\": no measurement given; add for example .measure(PauliZ.onEach(n))", message);
    }
}
