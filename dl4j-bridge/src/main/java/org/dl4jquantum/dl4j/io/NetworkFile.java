package org.dl4jquantum.dl4j.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Saves and loads networks in DL4J's own format; {@link ModelSerializer} reads and writes the same files. Saving never
 * leaves half a file, loading says what is wrong with one.
 */
public final class NetworkFile {
    private NetworkFile() {}

    /**
     * Saves a network with the state of its updater: written beside, then moved into place.
     *
     * @param network a ComputationGraph or MultiLayerNetwork
     * @throws IOException if the file cannot be written; one that was there is kept
     */
    public static void save(Model network, Path file) throws IOException {
        if (!(network instanceof ComputationGraph || network instanceof MultiLayerNetwork)) {
            throw new IllegalArgumentException("network file " + file + ": "
                    + network.getClass().getName() + " received, a ComputationGraph or MultiLayerNetwork is needed");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("network file " + file + ": is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            write(network, folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part"), file);
        } catch (IOException e) {
            throw new IOException("network file " + file + ": cannot be written: " + e, e);
        }
    }

    private static void write(Model network, Path beside, Path file) throws IOException {
        try {
            ModelSerializer.writeModel(network, beside.toFile(), true);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Loads a network of either kind, with the state of its updater.
     *
     * @return a ComputationGraph or MultiLayerNetwork
     * @throws IOException if the file is missing, truncated, corrupt or no network, saying which
     */
    public static Model load(Path file) throws IOException {
        checkEntries(file);
        return isGraph(file) ? loadComputationGraph(file) : loadMultiLayerNetwork(file);
    }

    /** Only a graph names its inputs. */
    private static boolean isGraph(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream json = zip.getInputStream(zip.getEntry(ModelSerializer.CONFIGURATION_JSON))) {
            return new ObjectMapper().readTree(json).has("networkInputs");
        } catch (JsonProcessingException e) {
            throw new IOException("network file " + file + ": configuration is no JSON: " + e.getOriginalMessage(), e);
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
        } catch (IOException | RuntimeException e) {
            throw new IOException("network file " + file + ": " + reason(e), e);
        }
    }

    /** Reads every entry to its end, where its checksum is compared, before DL4J stumbles over damage. */
    private static void checkEntries(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("network file " + file + ": does not exist");
        }
        try (ZipFile directory = new ZipFile(file.toFile());
                ZipInputStream content = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Set<String> listed = directory.stream().map(ZipEntry::getName).collect(Collectors.toSet());
            Set<String> present = new HashSet<>();
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                content.transferTo(OutputStream.nullOutputStream());
                present.add(entry.getName());
            }
            if (!present.equals(listed)) {
                // DL4J would miss the state of the updater without a word.
                throw new IOException("entries " + present + " found, " + listed + " listed");
            }
            for (String needed : List.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN)) {
                if (!present.contains(needed)) {
                    throw new IOException("no entry " + needed + ", which every saved network has");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "network file " + file + " (" + Files.size(file) + " bytes): truncated, corrupt or no network: "
                            + reason(e),
                    e);
        }
    }

    /** What was said first: DL4J and its JSON library wrap it in exceptions that say less. */
    private static String reason(Exception thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause.getClass() == RuntimeException.class || cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
