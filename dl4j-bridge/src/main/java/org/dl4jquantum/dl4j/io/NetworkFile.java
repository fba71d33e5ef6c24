package org.dl4jquantum.dl4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Saves and loads networks in DL4J's own format; {@link ModelSerializer} reads and writes the same files. Saving never
 * leaves half a file, loading says what is wrong with one.
 */
public final class NetworkFile {
    private NetworkFile() {}

    /**
     * Saves a network with the state of its updater: written beside, then moved into place.
     *
     * @throws IOException if the file cannot be written; one that was there is kept
     */
    public static void save(Model network, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            ModelSerializer.writeModel(network, beside.toFile(), true);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Loads a ComputationGraph with the state of its updater.
     *
     * @throws IOException if the file is missing, truncated, corrupt or no such network, saying which
     */
    public static ComputationGraph loadComputationGraph(Path file) throws IOException {
        return load(file, () -> ModelSerializer.restoreComputationGraph(file.toFile(), true));
    }

    /**
     * Loads a MultiLayerNetwork with the state of its updater.
     *
     * @throws IOException if the file is missing, truncated, corrupt or no such network, saying which
     */
    public static MultiLayerNetwork loadMultiLayerNetwork(Path file) throws IOException {
        return load(file, () -> ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true));
    }

    private interface Restorer<T> {
        T restore() throws IOException;
    }

    private static <T> T load(Path file, Restorer<T> restorer) throws IOException {
        checkEntries(file);
        try {
            return restorer.restore();
        } catch (RuntimeException e) {
            throw new IOException("network file " + file + ": " + rootCause(e).getMessage(), e);
        }
    }

    /** Reads every entry to its end: the archive's checksums find damage before DL4J stumbles over it. */
    private static void checkEntries(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("network file " + file + ": does not exist");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String needed : List.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN)) {
                if (zip.getEntry(needed) == null) {
                    throw new IOException("no entry " + needed + ", which every saved network has");
                }
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "network file " + file + " (" + Files.size(file) + " bytes): truncated, corrupt or no network: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
