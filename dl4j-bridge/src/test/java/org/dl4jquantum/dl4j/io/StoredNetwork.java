package org.dl4jquantum.dl4j.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.nd4j.linalg.api.buffer.DataType;

/** Saved networks of both kinds, and copies of their files with something changed. */
record StoredNetwork(Kind kind, Path file) {

    enum Kind {
        SEQUENCE {
            @Override
            Model create() {
                var network = TestNetworks.initialized(TestNetworks.sequence(
                        TestNetworks.training(DataType.FLOAT),
                        TestLayers.weighted().build()));
                network.fit(TestNetworks.data(DataType.FLOAT, 4));
                return network;
            }

            @Override
            Model load(Path file) throws IOException {
                return NetworkFile.loadMultiLayerNetwork(file);
            }
        },
        GRAPH {
            @Override
            Model create() {
                var network = TestNetworks.initialized(TestNetworks.graph(
                        TestNetworks.training(DataType.FLOAT),
                        TestLayers.weighted().build()));
                network.fit(TestNetworks.data(DataType.FLOAT, 4));
                return network;
            }

            @Override
            Model load(Path file) throws IOException {
                return NetworkFile.loadComputationGraph(file);
            }
        };

        /** A network that has been trained a little. */
        abstract Model create();

        abstract Model load(Path file) throws IOException;
    }

    static StoredNetwork of(Kind kind, Path folder) throws IOException {
        Path file = folder.resolve(kind + ".zip");
        NetworkFile.save(kind.create(), file);
        return new StoredNetwork(kind, file);
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    Model load() throws IOException {
        return kind.load(file);
    }

    /** Replaces all of the file. */
    StoredNetwork with(byte[] bytes) throws IOException {
        return new StoredNetwork(kind, Files.write(file.resolveSibling("changed-" + kind + ".zip"), bytes));
    }

    /** Replaces a text of the configuration, which must occur in it. */
    StoredNetwork with(String text, String replacement) throws IOException {
        Map<String, byte[]> entries = entries();
        String before = new String(entries.get(ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
        if (!before.contains(text)) {
            throw new IllegalArgumentException("\"" + text + "\" does not occur in " + before);
        }
        String after = before.replace(text, replacement);
        entries.put(ModelSerializer.CONFIGURATION_JSON, after.getBytes(StandardCharsets.UTF_8));
        return with(entries);
    }

    /** Leaves an entry out. */
    StoredNetwork without(String entry) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove(entry);
        return with(entries);
    }

    private StoredNetwork with(Map<String, byte[]> entries) throws IOException {
        Path changed = file.resolveSibling("changed-" + kind + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return new StoredNetwork(kind, changed);
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
