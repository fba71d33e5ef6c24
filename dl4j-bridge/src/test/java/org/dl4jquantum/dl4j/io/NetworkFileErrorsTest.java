package org.dl4jquantum.dl4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.io.StoredNetwork.Kind;
import org.dl4jquantum.sim.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with a file, the message names the file and what is wrong. */
class NetworkFileErrorsTest {
    @TempDir
    private Path folder;

    private static void assertRefused(String message, StoredNetwork network) {
        IOException refusal = assertThrows(IOException.class, network::load);
        assertEquals("network file " + network.file() + message, refusal.getMessage());
    }

    private static void assertDamageFound(String reason, StoredNetwork network) throws IOException {
        assertRefused(
                " (" + Files.size(network.file()) + " bytes): truncated, corrupt or no network: " + reason, network);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCircuitCannotBeIsNamedWithWhatItCan(Kind kind) throws IOException {
        StoredNetwork network = StoredNetwork.of(kind, folder);
        assertRefused(
                ": engine \"warp\": unknown, known are auto, " + String.join(", ", Engines.names()),
                network.with("\"engine\" : \"auto\"", "\"engine\" : \"warp\""));
        assertRefused(
                ": gate \"QNOT\": unknown, known are H, X, Y, Z, S, Sdg, T, Tdg, SX, SXdg, RX, RY, RZ, Phase, U3, CNOT,"
                        + " CZ, SWAP, CRX, CRY, CRZ, ControlledPhase, IsingXX, IsingYY, IsingZZ, Toffoli, CSWAP",
                network.with("\"CNOT\"", "\"QNOT\""));
        assertRefused(
                ": gradient \"exact\": unknown, known are auto, adjoint, parameter-shift, finite-difference",
                network.with("\"gradient\" : \"auto\"", "\"gradient\" : \"exact\""));
        assertRefused(
                ": quantum node: unknown field \"noise\", known are format, circuit, measurement, engine, gradient,"
                        + " shots, seed, precision, memory",
                network.with("\"shots\" : 0", "\"noise\" : 0.1, \"shots\" : 0"));
        assertRefused(
                ": quantum node: format 2, this version reads 1..1", network.with("\"format\" : 1", "\"format\" : 2"));
        assertRefused(
                ": quantum node: shots: \"many\", a whole number is needed",
                network.with("\"shots\" : 0", "\"shots\" : \"many\""));
        assertRefused(
                ": RY: target qubit 7 outside 0..2 (circuit has 3 qubits)",
                network.with("\"qubits\" : [ 2 ]", "\"qubits\" : [ 7 ]"));
    }

    @ParameterizedTest
    @EnumSource
    void anEngineThatLacksItsLibraryNamesIt(Kind kind) throws IOException {
        StoredNetwork network =
                StoredNetwork.of(kind, folder).with("\"engine\" : \"auto\"", "\"engine\" : \"strange\"");
        IOException refusal = assertThrows(IOException.class, network::load);
        String start = "network file " + network.file()
                + ": engine strange: needs org.redfx:strange 0.1.3 on the class path, java.lang.NoClassDefFoundError";
        assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void sizesThatAreNotTheCircuitsAreNamed(Kind kind) throws IOException {
        StoredNetwork network = StoredNetwork.of(kind, folder);
        String name = kind == Kind.GRAPH ? "quantum" : "layer1";
        assertRefused(
                ": QuantumLayer \"" + name + "\": field \"node\", the circuit, is missing",
                network.with("\"node\" : ", "\"nodule\" : "));
        assertRefused(
                ": QuantumLayer \"" + name + "\": 4 inputs received, the circuit has 3; change the circuit, or the"
                        + " layer beside it",
                network.with("\"nin\" : 3", "\"nin\" : 4"));
    }

    @Test
    void theOtherKindOfNetworkIsNamed() throws IOException {
        StoredNetwork sequence = StoredNetwork.of(Kind.SEQUENCE, folder);
        StoredNetwork graph = StoredNetwork.of(Kind.GRAPH, folder);
        String asGraph = assertThrows(IOException.class, () -> NetworkFile.loadComputationGraph(sequence.file()))
                .getMessage();
        String asSequence = assertThrows(IOException.class, () -> NetworkFile.loadMultiLayerNetwork(graph.file()))
                .getMessage();
        assertTrue(asGraph.startsWith("network file " + sequence.file() + ": "), asGraph);
        assertTrue(asGraph.contains("Saved model appears to be a MultiLayerNetwork"), asGraph);
        assertTrue(asSequence.startsWith("network file " + graph.file() + ": "), asSequence);
        assertTrue(asSequence.contains("Saved model appears to be a ComputationGraph"), asSequence);
    }

    @ParameterizedTest
    @EnumSource
    void missingAndEmptyAndForeignFilesAreToldApart(Kind kind) throws IOException {
        StoredNetwork network = StoredNetwork.of(kind, folder);
        assertRefused(": does not exist", new StoredNetwork(kind, folder.resolve("missing.zip")));
        assertRefused(": does not exist", new StoredNetwork(kind, folder));
        assertDamageFound("zip file is empty", network.with(new byte[0]));
        assertDamageFound("zip END header not found", network.with("digits".getBytes(StandardCharsets.UTF_8)));
        byte[] emptyArchive = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);
        assertDamageFound("no entry configuration.json, which every saved network has", network.with(emptyArchive));
        assertDamageFound(
                "no entry configuration.json, which every saved network has", network.without("configuration.json"));
        assertDamageFound(
                "no entry coefficients.bin, which every saved network has", network.without("coefficients.bin"));
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedFileIsRefused(Kind kind) throws IOException {
        StoredNetwork network = StoredNetwork.of(kind, folder);
        byte[] whole = network.bytes();
        for (int length = 1; length < whole.length; length += 97) {
            assertDamageFound("zip END header not found", network.with(Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void aFlippedBitIsFoundOrChangesNothing() throws IOException {
        StoredNetwork network = StoredNetwork.of(Kind.SEQUENCE, folder);
        MultiLayerNetwork whole = (MultiLayerNetwork) network.load();
        byte[] bytes = network.bytes();
        int found = 0;
        int flipped = 0;
        // 13 has no factor in common with the sizes of the archive's records.
        for (int place = 0; place < bytes.length; place += 13) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= (byte) (1 << place % 8);
            StoredNetwork changed = network.with(damaged);
            flipped++;
            try {
                MultiLayerNetwork loaded = (MultiLayerNetwork) changed.load();
                assertEquals(whole.getLayerWiseConfigurations(), loaded.getLayerWiseConfigurations());
                assertEquals(whole.params(), loaded.params());
                assertEquals(
                        whole.getUpdater().getStateViewArray(),
                        loaded.getUpdater().getStateViewArray());
            } catch (IOException e) {
                found++;
                String start = "network file " + changed.file() + " (" + bytes.length
                        + " bytes): truncated, corrupt or no network: ";
                assertTrue(e.getMessage().startsWith(start), e.getMessage());
            }
        }
        assertTrue(found > 0.8 * flipped, found + " of " + flipped);
    }

    @Test
    void aLostStateOfTheUpdaterIsNoticed() throws IOException {
        StoredNetwork network = StoredNetwork.of(Kind.SEQUENCE, folder);
        byte[] bytes = network.bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("updaterState.bin")] = 'U';
        IOException refusal = assertThrows(IOException.class, network.with(bytes)::load);
        assertTrue(refusal.getMessage().contains("UpdaterState.bin"), refusal.getMessage());
    }

    @Test
    void aSaveThatFailsKeepsTheOldFileAndLeavesNothing() throws IOException {
        StoredNetwork old = StoredNetwork.of(Kind.SEQUENCE, folder);
        byte[] before = old.bytes();
        MultiLayerNetwork failing = (MultiLayerNetwork) old.load();
        QuantumLayer layer = (QuantumLayer) failing.getLayer(1).conf().getLayer();
        layer.setNode(null);
        String message = assertThrows(RuntimeException.class, () -> NetworkFile.save(failing, old.file()))
                .getMessage();
        assertTrue(message.contains("QuantumLayer \"layer1\": field \"node\", the circuit, is missing"), message);
        assertArrayEquals(before, old.bytes());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(old.file()), files.toList());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        StoredNetwork network = StoredNetwork.of(Kind.SEQUENCE, folder);
        MultiLayerNetwork good = (MultiLayerNetwork) network.load();
        Path under = network.file().resolve("network.zip");
        String message = assertThrows(IOException.class, () -> NetworkFile.save(good, under))
                .getMessage();
        assertEquals(
                "network file " + under + ": cannot be written: java.nio.file.FileAlreadyExistsException: "
                        + network.file(),
                message);
        assertEquals(
                "network file " + folder + ": is a folder",
                assertThrows(IOException.class, () -> NetworkFile.save(good, folder))
                        .getMessage());
    }

    @Test
    void aLayerAloneIsRefused() throws IOException {
        MultiLayerNetwork network =
                (MultiLayerNetwork) StoredNetwork.of(Kind.SEQUENCE, folder).load();
        Path file = folder.resolve("layer.zip");
        assertEquals(
                "network file " + file + ": org.dl4jquantum.dl4j.layer.CircuitLayer received, a ComputationGraph or"
                        + " MultiLayerNetwork is needed",
                assertThrows(IllegalArgumentException.class, () -> NetworkFile.save(network.getLayer(1), file))
                        .getMessage());
        assertTrue(Files.notExists(file));
    }
}
