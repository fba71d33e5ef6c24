package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PictureTest {
    private static final Picture PICTURE = Picture.of("A <square> & more", 40, 30, g -> {
        g.setColor(Color.RED);
        g.fillRect(10, 10, 20, 10);
        g.drawString("a<b", 2, 28);
    });

    @Test
    void pixelsAreThoseOfThePainter() {
        BufferedImage image = PICTURE.image();
        assertEquals(80, image.getWidth());
        assertEquals(60, image.getHeight());
        assertEquals(Color.RED.getRGB(), image.getRGB(40, 30));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(70, 30));
    }

    @Test
    void theSvgIsADocumentOfItsOwn() throws Exception {
        assertTrue(PICTURE.svg().startsWith("<svg "), PICTURE.svg());
        Document svg = Look.parse(PICTURE.svg());
        assertEquals("0 0 40 30", svg.getDocumentElement().getAttribute("viewBox"));
        assertEquals(List.of("A <square> & more"), Look.texts(svg, "title"));
        assertEquals(List.of("a<b"), Look.texts(svg, "text"));
        assertEquals(PICTURE.svg(), PICTURE.svg(), "the same each time");
    }

    @Test
    void picturesInOnePageDoNotShareNames() {
        Picture clipped = Picture.of("clipped", 40, 30, g -> {
            g.clipRect(5, 5, 10, 10);
            g.fillRect(0, 0, 40, 30);
        });
        Picture other = Picture.of("clipped", 40, 30, g -> {
            g.clipRect(5, 5, 20, 10);
            g.fillRect(0, 0, 40, 30);
        });
        Set<String> names = names(clipped);
        assertFalse(names.isEmpty());
        assertTrue(Collections.disjoint(names, names(other)), names::toString);
        Matcher used = Pattern.compile("url\\(#([^)]*)\\)").matcher(clipped.svg());
        assertTrue(used.find(), clipped::svg);
        assertTrue(names.contains(used.group(1)), clipped::svg);
    }

    private static Set<String> names(Picture picture) {
        return Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(picture.svg())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void theEndingSaysHowItIsSaved(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("new/folder/picture.PNG");
        PICTURE.save(png);
        assertEquals(80, ImageIO.read(png.toFile()).getWidth());
        Path svg = folder.resolve("picture.svg");
        Files.writeString(svg, "old");
        PICTURE.save(svg);
        assertEquals(PICTURE.svg(), Files.readString(svg));
        String message = assertThrows(IllegalArgumentException.class, () -> PICTURE.save(folder.resolve("picture.gif")))
                .getMessage();
        assertTrue(message.endsWith("picture.gif, the name has to end in .png or .svg"), message);
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing is left beside");
        }
    }

    @Test
    void aFolderInThePlaceIsRefused(@TempDir Path folder) throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken.png/inside"));
        assertThrows(IOException.class, () -> PICTURE.save(taken.getParent()));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing is left beside");
        }
    }

    @Test
    void whatHasNoSizeIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> Picture.of("flat", 10, 0, g -> {}))
                .getMessage();
        assertEquals("picture \"flat\": size 10 x 0, at least 1 x 1 is needed", message);
        assertEquals("A <square> & more (40 x 30)", PICTURE.toString());
    }
}
