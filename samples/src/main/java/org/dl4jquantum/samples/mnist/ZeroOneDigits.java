package org.dl4jquantum.samples.mnist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The task of telling a handwritten 0 from a 1: images to learn from and images to be tested on.
 *
 * @param source where they come from, for the reader of a report
 * @param train images to learn from
 * @param test images that training never sees
 */
public record ZeroOneDigits(String source, DigitImages train, DigitImages test) {
    private static final String EMBEDDED = "/org/dl4jquantum/samples/mnist01/mnist01-";

    /**
     * Returns the embedded digits: the first 1,000 zeros and ones of MNIST's training file and the first 400 of its
     * test file.
     *
     * @throws IOException if the resources are missing or damaged
     */
    public static ZeroOneDigits embedded() throws IOException {
        return new ZeroOneDigits("embedded MNIST digits 0 and 1", embedded("train"), embedded("test"));
    }

    /**
     * Returns all zeros and ones of MNIST: 12,665 to learn from and 2,115 to be tested on.
     *
     * @param folder holds the four canonical files, compressed or plain
     * @throws IOException if a file is missing or is not the canonical one
     */
    public static ZeroOneDigits ofMnist(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException("MNIST data: " + folder.toAbsolutePath() + " is not a folder");
        }
        return new ZeroOneDigits(
                "MNIST digits 0 and 1 in " + folder,
                read(folder, MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS),
                read(folder, MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS));
    }

    /**
     * Returns only the first images of each set.
     *
     * @param count how many of each; all of them if there are fewer
     */
    public ZeroOneDigits first(int count) {
        return new ZeroOneDigits("the first " + count + " of " + source, train.first(count), test.first(count));
    }

    /** Returns one sentence with the source and the number of images. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s: %,d to train on (%,d/%,d), %,d to test on (%,d/%,d)",
                source,
                train.size(),
                train.count(0),
                train.count(1),
                test.size(),
                test.count(0),
                test.count(1));
    }

    private static DigitImages read(Path folder, MnistFile imageFile, MnistFile labelFile) throws IOException {
        Path images = imageFile.in(folder);
        Path labels = labelFile.in(folder);
        return IdxReader.read(
                        images.toString(),
                        imageFile.readChecked(images),
                        labels.toString(),
                        labelFile.readChecked(labels))
                .zerosAndOnes();
    }

    private static DigitImages embedded(String part) throws IOException {
        String images = EMBEDDED + part + "-images-idx3-ubyte.gz";
        String labels = EMBEDDED + part + "-labels-idx1-ubyte.gz";
        return IdxReader.read(images, resource(images), labels, resource(labels));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ZeroOneDigits.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("Resource " + name + " is not on the class path; build the samples module again");
            }
            return in.readAllBytes();
        }
    }
}
