package org.dl4jquantum.samples.mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The four files of the MNIST database, with the SHA-256 of their canonical content, compressed and plain. */
public enum MnistFile {
    /** 60,000 training images. */
    TRAIN_IMAGES(
            "train-images-idx3-ubyte",
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    /** 60,000 training labels. */
    TRAIN_LABELS(
            "train-labels-idx1-ubyte",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    /** 10,000 test images. */
    TEST_IMAGES(
            "t10k-images-idx3-ubyte",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    /** 10,000 test labels. */
    TEST_LABELS(
            "t10k-labels-idx1-ubyte",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private static final String REMEDY = "MNIST is served, for example, at "
            + "https://ossci-datasets.s3.amazonaws.com/mnist/ ; leave out --data to use the embedded digits.";

    private final String plainName;
    private final String gzipSha256;
    private final String plainSha256;

    MnistFile(String plainName, String gzipSha256, String plainSha256) {
        this.plainName = plainName;
        this.gzipSha256 = gzipSha256;
        this.plainSha256 = plainSha256;
    }

    /** Returns the name without {@code .gz}. */
    public String plainName() {
        return plainName;
    }

    /**
     * Finds the file in a folder, the compressed form first.
     *
     * @throws IOException if neither form is there
     */
    public Path in(Path folder) throws IOException {
        for (String name : new String[] {plainName + ".gz", plainName}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new IOException("MNIST data: neither " + plainName + ".gz nor " + plainName + " is in " + folder
                + "; all four files are needed. " + REMEDY);
    }

    /**
     * Reads the file and checks its SHA-256.
     *
     * @param file where {@link #in} found it
     * @return its bytes as stored
     * @throws IOException if it cannot be read or its content is not the canonical one
     */
    public byte[] readChecked(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String expected = file.toString().endsWith(".gz") ? gzipSha256 : plainSha256;
        String found = sha256(content);
        if (!found.equals(expected)) {
            throw new IOException("MNIST data: " + file + " (" + content.length + " bytes) has SHA-256 " + found
                    + ", expected " + expected + "; the file is damaged or another one. Fetch it again. " + REMEDY);
        }
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, though every Java platform must have it", e);
        }
    }
}
