package org.dl4jquantum.samples.mnist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/**
 * Reads the idx format of MNIST: a big-endian magic number and sizes, then one byte per pixel or label. Content may be
 * compressed with gzip; that is told by its first bytes, not by the file's name.
 */
public final class IdxReader {
    private static final int LABEL_MAGIC = 0x0801;
    private static final int IMAGE_MAGIC = 0x0803;
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int LABEL_HEADER_BYTES = 8;
    private static final int IMAGE_HEADER_BYTES = 16;

    private IdxReader() {}

    /**
     * Reads images and their labels.
     *
     * @param imageName name of the image file, for error texts
     * @param imageFile its bytes, plain or gzip
     * @param labelName name of the label file, for error texts
     * @param labelFile its bytes, plain or gzip
     * @throws IOException if either is broken, has another format, or the two disagree
     */
    public static DigitImages read(String imageName, byte[] imageFile, String labelName, byte[] labelFile)
            throws IOException {
        ByteBuffer images = open(imageName, imageFile, IMAGE_MAGIC, "idx3 images", IMAGE_HEADER_BYTES);
        int imageCount = images.getInt();
        int rows = images.getInt();
        int columns = images.getInt();
        if (imageCount < 0 || rows < 1 || columns < 1 || rows > 1024 || columns > 1024) {
            throw new IOException(imageName + ": header says " + imageCount + " images of " + rows + "x" + columns
                    + " pixels; allowed are 0 or more images of 1..1024 x 1..1024 pixels. Fetch the file again.");
        }
        byte[] pixels = rest(imageName, images, (long) imageCount * rows * columns, imageCount + " images");

        ByteBuffer labels = open(labelName, labelFile, LABEL_MAGIC, "idx1 labels", LABEL_HEADER_BYTES);
        int labelCount = labels.getInt();
        byte[] digits = rest(labelName, labels, labelCount, labelCount + " labels");

        if (imageCount != labelCount) {
            throw new IOException(imageName + " holds " + imageCount + " images but " + labelName + " holds "
                    + labelCount + " labels; the two must be equal. Take both from the same set.");
        }
        try {
            return new DigitImages(rows, columns, pixels, digits);
        } catch (IllegalArgumentException e) {
            throw new IOException(labelName + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer open(String name, byte[] file, int magic, String kind, int headerBytes)
            throws IOException {
        ByteBuffer content = ByteBuffer.wrap(unzipped(name, file));
        if (content.remaining() < headerBytes) {
            throw new IOException(name + ": truncated, " + content.remaining() + " bytes; the header of " + kind
                    + " alone has " + headerBytes + " bytes. Fetch the file again.");
        }
        int found = content.getInt();
        if (found != magic) {
            throw new IOException(String.format(
                    "%s: magic number 0x%08x, expected 0x%08x (%s). Is it the right file?", name, found, magic, kind));
        }
        return content;
    }

    private static byte[] rest(String name, ByteBuffer content, long expected, String what) throws IOException {
        if (content.remaining() != expected) {
            throw new IOException(name + ": header announces " + what + " (" + expected + " bytes) but "
                    + content.remaining() + " bytes follow. Fetch the file again.");
        }
        byte[] values = new byte[content.remaining()];
        content.get(values);
        return values;
    }

    private static byte[] unzipped(String name, byte[] file) throws IOException {
        boolean gzip = file.length >= 2 && (ByteBuffer.wrap(file).getShort() & 0xFFFF) == GZIP_MAGIC;
        if (!gzip) {
            return file;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IOException(
                    name + ": broken gzip stream of " + file.length + " bytes (" + e.getMessage()
                            + "). Fetch the file again.",
                    e);
        }
    }
}
