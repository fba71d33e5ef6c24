package org.dl4jquantum.dl4j.io;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.io.StoredNetwork.Kind;
import org.dl4jquantum.layer.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NetworkFileTest {
    @TempDir
    private Path folder;

    @Test
    void dl4jReadsOurFilesAndWeReadIts() throws IOException {
        MultiLayerNetwork sequence = (MultiLayerNetwork) Kind.SEQUENCE.create();
        ComputationGraph graph = (ComputationGraph) Kind.GRAPH.create();
        Path file = folder.resolve("network.zip");
        NetworkFile.save(sequence, file);
        assertIdentical(
                sequence.params(),
                ModelSerializer.restoreMultiLayerNetwork(file.toFile()).params());
        NetworkFile.save(graph, file);
        assertIdentical(
                graph.params(),
                ModelSerializer.restoreComputationGraph(file.toFile()).params());
        ModelSerializer.writeModel(sequence, file.toFile(), true);
        assertIdentical(
                sequence.params(), NetworkFile.loadMultiLayerNetwork(file).params());
        ModelSerializer.writeModel(graph, file.toFile(), false);
        assertIdentical(graph.params(), NetworkFile.loadComputationGraph(file).params());
    }

    @Test
    void eitherKindIsLoadedAsWhatItIs() throws IOException {
        Path file = folder.resolve("network.zip");
        for (Kind kind : Kind.values()) {
            Model network = kind.create();
            NetworkFile.save(network, file);
            Model loaded = NetworkFile.load(file);
            assertEquals(network.getClass(), loaded.getClass());
            assertIdentical(network.params(), loaded.params());
        }
        Path other = folder.resolve("other.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
            for (String entry : List.of("configuration.json", "coefficients.bin")) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("no JSON".getBytes(StandardCharsets.UTF_8));
            }
        }
        String message =
                assertThrows(IOException.class, () -> NetworkFile.load(other)).getMessage();
        assertTrue(message.startsWith("network file " + other + ": configuration is no JSON: "), message);
    }

    @Test
    void foldersAreMadeAndFilesReplaced() throws IOException {
        Path file = folder.resolve("models/first/network.zip");
        NetworkFile.save(Kind.SEQUENCE.create(), file);
        NetworkFile.save(Kind.GRAPH.create(), file);
        assertEquals(
                Kind.GRAPH.create().params(),
                NetworkFile.loadComputationGraph(file).params());
    }

    @Test
    void aLinkedFolderIsAPlaceLikeAnyOther() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
        NetworkFile.save(Kind.SEQUENCE.create(), linked.resolve("network.zip"));
        assertEquals(
                1,
                NetworkFile.loadMultiLayerNetwork(real.resolve("network.zip")).getIterationCount());
    }

    @Test
    void whoMayReadOtherNewFilesMayReadNetworks() throws IOException {
        Path file = folder.resolve("network.zip");
        NetworkFile.save(Kind.SEQUENCE.create(), file);
        Path other = Files.writeString(folder.resolve("other"), "");
        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    }

    @Test
    void aNetworkWithoutAnyWeightsIsTrainedSavedAndLoaded() throws IOException {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.training(DataType.FLOAT)
                .list()
                .layer(TestLayers.weightless().build())
                .layer(new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        INDArray x = Numbers.of(1, DataType.FLOAT, 4, 3);
        network.fit(x, Numbers.of(2, DataType.FLOAT, 4, 3));
        Path file = folder.resolve("network.zip");
        NetworkFile.save(network, file);
        assertIdentical(
                network.output(x), NetworkFile.loadMultiLayerNetwork(file).output(x));
    }
}
