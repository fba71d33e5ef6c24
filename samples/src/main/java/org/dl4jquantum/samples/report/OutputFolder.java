package org.dl4jquantum.samples.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.io.NetworkFile;

/**
 * Where a sample leaves its results. A file is written beside its place and moved there when it is whole, so an
 * interrupted run never leaves half a file, nor destroys an older one.
 */
public final class OutputFolder {
    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder where it is missing.
     *
     * @throws IOException if it cannot be made or written to
     */
    public static OutputFolder at(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("Output folder " + folder + ": a file of that name is there; choose another", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("Output folder " + folder + ": not writable; choose another");
        }
        return new OutputFolder(folder);
    }

    /** Writes a network with its weights and the state of its updater; returns where. */
    public Path save(String name, ComputationGraph network) throws IOException {
        Path place = folder.resolve(name);
        NetworkFile.save(network, place);
        return place;
    }

    /** Writes a picture as PNG; returns where. */
    public Path save(String name, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "png", bytes)) {
            throw new IOException("This Java has no PNG writer; the module java.desktop is needed");
        }
        return save(name, bytes.toByteArray());
    }

    /** Writes a file; returns where. */
    public Path save(String name, byte[] content) throws IOException {
        Path place = folder.resolve(name);
        Path beside = folder.resolve(name + ".part");
        try {
            Files.write(beside, content);
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        return place;
    }
}
