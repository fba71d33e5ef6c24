package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What every picture has to be. Leaves it in {@code target/pictures}, to be looked at. */
final class Look {
    private static final int WHITE = 0xffffff;
    private static final int FEW_COLOURS = 8;

    private Look() {}

    /** Checks both forms, and returns the texts of the SVG. */
    static List<String> at(String name, Picture picture)
            throws IOException, SAXException, ParserConfigurationException {
        picture.save(Path.of("target", "pictures", name + ".png"));
        picture.save(Path.of("target", "pictures", name + ".svg"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        assertEquals(Picture.SCALE * picture.width(), image.getWidth(), name);
        assertEquals(Picture.SCALE * picture.height(), image.getHeight(), name);
        assertTrue(colours(image).size() > FEW_COLOURS, name + " is empty");
        assertFrameIsWhite(name, image);

        Document svg = parse(picture.svg());
        assertEquals("svg", svg.getDocumentElement().getLocalName());
        assertEquals("" + picture.width(), svg.getDocumentElement().getAttribute("width"), name);
        assertEquals("" + picture.height(), svg.getDocumentElement().getAttribute("height"), name);
        return texts(svg, "text");
    }

    /** Nothing is cut off where nothing reaches the edge. */
    private static void assertFrameIsWhite(String name, BufferedImage image) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        for (int x = 0; x <= right; x++) {
            assertEquals(WHITE, image.getRGB(x, 0) & WHITE, name + " reaches the upper edge at " + x);
            assertEquals(WHITE, image.getRGB(x, bottom) & WHITE, name + " reaches the lower edge at " + x);
        }
        for (int y = 0; y <= bottom; y++) {
            assertEquals(WHITE, image.getRGB(0, y) & WHITE, name + " reaches the left edge at " + y);
            assertEquals(WHITE, image.getRGB(right, y) & WHITE, name + " reaches the right edge at " + y);
        }
    }

    static Set<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & WHITE)
                .collect(Collectors.toSet());
    }

    static Document parse(String svg) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    static List<String> texts(Document svg, String tag) {
        NodeList nodes = svg.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
