package org.dl4jquantum.dl4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Files of version 0.1 load for ever. They were written by this test, run with {@code -Dupdate.golden=true}; a change of
 * what is written shows here, and old files stay beside new ones.
 */
class StoredFormatTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/dl4jquantum/dl4j/io");
    private static final Path CONFIGURATION = FOLDER.resolve("sequence-format-1.json");
    private static final Path NETWORK = FOLDER.resolve("graph-format-1.zip");

    /** Says something about every field of the format. */
    private static QuantumLayer layer() {
        Circuit.Builder circuit = Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(StandardGate.CNOT, 0, 1)
                .add(StandardGate.CRZ, Angle.weight(0).times(2), 1, 0)
                .add(
                        CustomGate.pauliRotation("ZX"),
                        Angle.input(0).times(Angle.weight(1)).plus(Angle.constant(0.5)),
                        0,
                        1)
                .add(CustomGate.unitary(StandardGate.SX.matrix()).controlled(1), 1, 0)
                .add(
                        StandardGate.RX,
                        Angle.constant(Math.PI).minus(Angle.input(1)).times(Angle.weight(2)),
                        1);
        return new QuantumLayer.Builder()
                .circuit(circuit.build())
                .measure(Measurement.expectations(
                        PauliSum.of("ZI"),
                        PauliSum.of("XY").times(0.5).plus(PauliSum.of("IZ").times(-1.5))))
                .engine("java")
                .gradient("parameter-shift")
                .shots(100)
                .updater(new Adam(0.005))
                .build();
    }

    private static MultiLayerConfiguration sequence() {
        return TestNetworks.sequence(TestNetworks.training(DataType.DOUBLE), layer());
    }

    private static ComputationGraph graph() {
        QuantumLayer exact = layer();
        exact.setNode(exact.getNode().withShots(0, 0));
        ComputationGraph network =
                TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(DataType.DOUBLE), exact));
        network.fit(TestNetworks.data(DataType.DOUBLE, 4));
        return network;
    }

    private static boolean update() {
        return Boolean.getBoolean("update.golden");
    }

    @Test
    void aConfigurationOfFormat1IsReadAndStillWritten() throws IOException {
        String written = sequence().toJson().replace(System.lineSeparator(), "\n");
        if (update()) {
            Files.createDirectories(FOLDER);
            Files.writeString(CONFIGURATION, written + "\n");
        }
        String stored = Files.readString(CONFIGURATION).strip();
        assertEquals(sequence(), MultiLayerConfiguration.fromJson(stored));
        assertEquals(stored, written);
    }

    @Test
    void aNetworkOfFormat1ComputesWhatItDid() throws IOException {
        double tolerance = 1e-12;
        if (update()) {
            NetworkFile.save(graph(), NETWORK);
        }
        ComputationGraph network = NetworkFile.loadComputationGraph(NETWORK);
        double[] outputs = network.outputSingle(TestNetworks.inputs(DataType.DOUBLE, 2))
                .dup('c')
                .data()
                .asDouble();
        double[] expected = {0.3087359869254394, 0.6912640130745605, 0.5549754963344338, 0.4450245036655663};
        assertArrayEquals(expected, outputs, tolerance);
        assertEquals(1, network.getIterationCount());
        assertEquals(
                2 * network.numParams(),
                network.getUpdater().getStateViewArray().length());
        network.fit(TestNetworks.data(DataType.DOUBLE, 4));
    }

    @Test
    void theCircuitIsATreeAndNoQuotedText() throws IOException {
        JsonNode json = new ObjectMapper().readTree(sequence().toJson());
        JsonNode node = json.at("/confs/1/layer/node");
        assertEquals(1, node.get("format").asInt());
        assertTrue(node.at("/circuit/operations").isArray());
        assertEquals("RY", node.at("/circuit/operations/0/gate").asText());
        assertEquals(-1.5, node.at("/measurement/expectations/1/1/coefficient").asDouble());
        String yaml = sequence().toYaml();
        assertTrue(yaml.contains("- gate: \"CRZ\"\n"), yaml);
    }
}
