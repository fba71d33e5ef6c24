package org.dl4jquantum.samples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZeroOneDigitsTest {
    @TempDir
    private Path folder;

    private String refusal(Path data) {
        return assertThrows(IOException.class, () -> ZeroOneDigits.ofMnist(data))
                .getMessage();
    }

    @Test
    void embedsAThousandAndFourHundredDigits() throws IOException {
        ZeroOneDigits digits = ZeroOneDigits.embedded();
        assertEquals(462, digits.train().count(0));
        assertEquals(538, digits.train().count(1));
        assertEquals(171, digits.test().count(0));
        assertEquals(229, digits.test().count(1));
        assertEquals(28, digits.train().rows());
        assertEquals(28, digits.train().columns());
        assertEquals(
                "embedded MNIST digits 0 and 1: 1,000 to train on (462/538), 400 to test on (171/229)",
                digits.describe());
    }

    @Test
    void takesTheFirstOfEachSet() throws IOException {
        ZeroOneDigits few = ZeroOneDigits.embedded().first(500);
        assertEquals(500, few.train().size());
        assertEquals(400, few.test().size());
    }

    @Test
    void keepsOnlyZerosAndOnesInTheirOrder() {
        DigitImages kept = new DigitImages(1, 1, new byte[] {10, 11, 12, 13}, new byte[] {7, 1, 2, 0}).zerosAndOnes();
        assertEquals(2, kept.size());
        assertEquals(1, kept.label(0));
        assertEquals(11, kept.pixel(0, 0, 0));
        assertEquals(0, kept.label(1));
        assertEquals(13, kept.pixel(1, 0, 0));
    }

    @Test
    void namesAFolderThatIsNone() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals("MNIST data: " + nowhere + " is not a folder", refusal(nowhere));
    }

    @Test
    void namesTheMissingFileAndWhereToGetIt() {
        String message = refusal(folder);
        assertTrue(
                message.startsWith("MNIST data: neither train-images-idx3-ubyte.gz nor train-images-idx3-ubyte is in "
                        + folder + "; all four files are needed. "),
                message);
        assertTrue(message.contains("https://"), message);
    }

    @Test
    void namesBothChecksumsOfADamagedFile() throws IOException {
        String sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for (String[] form : new String[][] {
            {"", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
            {".gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"}
        }) {
            Path file = folder.resolve("train-images-idx3-ubyte" + form[0]);
            Files.writeString(file, "abc", StandardCharsets.US_ASCII);
            Files.writeString(folder.resolve("train-labels-idx1-ubyte"), "abc", StandardCharsets.US_ASCII);
            String message = refusal(folder);
            assertTrue(
                    message.startsWith("MNIST data: " + file + " (3 bytes) has SHA-256 " + sha256OfAbc + ", expected "
                            + form[1] + "; "),
                    message);
        }
    }
}
