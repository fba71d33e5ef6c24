package org.dl4jquantum.samples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    private Path folder;

    @Test
    void replacesAPictureAndLeavesNothingElse() throws IOException {
        OutputFolder out = OutputFolder.at(folder.resolve("a/b"));
        out.save("p.png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        Path picture = out.save("p.png", new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB));
        assertEquals(folder.resolve("a/b/p.png"), picture);
        assertEquals(7, ImageIO.read(picture.toFile()).getWidth());
        try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void namesAFileInTheFoldersPlace() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));
        assertEquals(
                "Output folder " + file + ": a file of that name is there; choose another",
                assertThrows(IOException.class, () -> OutputFolder.at(file)).getMessage());
    }
}
