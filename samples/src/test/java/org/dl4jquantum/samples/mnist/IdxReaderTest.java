package org.dl4jquantum.samples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxReaderTest {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    /** Two images of 2 x 3 pixels: values 1 to 12. */
    private static byte[] images() {
        return idx(new int[] {IMAGES, 2, 2, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255);
    }

    private static byte[] labels() {
        return idx(new int[] {LABELS, 2}, 1, 0);
    }

    private static byte[] idx(int[] header, int... values) {
        ByteBuffer file = ByteBuffer.allocate(4 * header.length + values.length);
        Arrays.stream(header).forEach(file::putInt);
        Arrays.stream(values).forEach(value -> file.put((byte) value));
        return file.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        }
        return zipped.toByteArray();
    }

    private static String refusal(byte[] images, byte[] labels) {
        return assertThrows(IOException.class, () -> IdxReader.read("i.gz", images, "l.gz", labels))
                .getMessage();
    }

    @Test
    void readsPlainAndCompressedFilesAlike() throws IOException {
        for (byte[] file : new byte[][] {images(), gzip(images())}) {
            DigitImages read = IdxReader.read("i", file, "l", gzip(labels()));
            assertEquals(2, read.size());
            assertEquals(2, read.rows());
            assertEquals(3, read.columns());
            assertEquals(6, read.pixel(0, 1, 2));
            assertEquals(255, read.pixel(1, 1, 2));
            assertEquals(1, read.label(0));
            assertEquals(0, read.label(1));
        }
    }

    @Test
    void namesAWrongMagicNumber() {
        assertEquals(
                "i.gz: magic number 0x00000801, expected 0x00000803 (idx3 images). Is it the right file?",
                refusal(idx(new int[] {LABELS, 2, 0, 0}), labels()));
        assertEquals(
                "l.gz: magic number 0x00000803, expected 0x00000801 (idx1 labels). Is it the right file?",
                refusal(images(), images()));
    }

    @Test
    void namesATruncatedHeader() {
        assertEquals(
                "i.gz: truncated, 8 bytes; the header of idx3 images alone has 16 bytes. Fetch the file again.",
                refusal(idx(new int[] {IMAGES, 2}), labels()));
        assertEquals(
                "l.gz: truncated, 0 bytes; the header of idx1 labels alone has 8 bytes. Fetch the file again.",
                refusal(images(), new byte[0]));
    }

    @Test
    void namesMissingAndSurplusPixels() {
        assertEquals(
                "i.gz: header announces 2 images (12 bytes) but 11 bytes follow. Fetch the file again.",
                refusal(Arrays.copyOf(images(), images().length - 1), labels()));
        assertEquals(
                "l.gz: header announces 2 labels (2 bytes) but 3 bytes follow. Fetch the file again.",
                refusal(images(), Arrays.copyOf(labels(), labels().length + 1)));
    }

    @Test
    void namesSizesThatNoImageHas() {
        assertEquals(
                "i.gz: header says 2 images of 0x3 pixels; allowed are 0 or more images of 1..1024 x 1..1024 pixels. "
                        + "Fetch the file again.",
                refusal(idx(new int[] {IMAGES, 2, 0, 3}), labels()));
    }

    @Test
    void namesCountsThatDisagree() {
        assertEquals(
                "i.gz holds 2 images but l.gz holds 3 labels; the two must be equal. Take both from the same set.",
                refusal(images(), idx(new int[] {LABELS, 3}, 1, 0, 1)));
    }

    @Test
    void namesALabelThatIsNoDigit() {
        assertEquals(
                "l.gz: DigitImages: label 200 of image 1 outside 0..9",
                refusal(images(), idx(new int[] {LABELS, 2}, 1, 200)));
    }

    @Test
    void namesABrokenGzipStream() throws IOException {
        byte[] whole = gzip(images());
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        assertEquals(
                "i.gz: broken gzip stream of " + cut.length
                        + " bytes (Unexpected end of ZLIB input stream). Fetch the file again.",
                refusal(cut, labels()));

        byte[] altered = whole.clone();
        altered[altered.length - 6] ^= 1;
        assertEquals(
                "i.gz: broken gzip stream of " + whole.length + " bytes (Corrupt GZIP trailer). Fetch the file again.",
                refusal(altered, labels()));
    }
}
