package org.dl4jquantum.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.GateBody;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgDrawingTest {

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document svg, String tag) {
        NodeList nodes = svg.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<Element> ofClass(Document svg, String tag, String name) {
        return elements(svg, tag).stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ")).contains(name))
                .toList();
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    @Property(tries = 30)
    void everyOperationIsThereAndNoBoxesOverlap(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed)
            throws Exception {
        Circuit circuit = RandomCircuits.withInputs(numQubits, 3, 4, seed);
        Document svg =
                parse(CircuitDrawing.of(circuit, PauliZ.onEach(numQubits)).svg(800));
        assertEquals(
                circuit.operations().size() + numQubits,
                ofClass(svg, "g", "dlq-element").size());
        int width = number(svg.getDocumentElement(), "width");
        int height = number(svg.getDocumentElement(), "height");
        List<Rectangle> boxes = new ArrayList<>();
        for (Element group : ofClass(svg, "g", "dlq-box")) {
            Element box = (Element) group.getElementsByTagName("rect").item(0);
            Rectangle place =
                    new Rectangle(number(box, "x"), number(box, "y"), number(box, "width"), number(box, "height"));
            assertTrue(new Rectangle(width, height).contains(place), () -> place + " outside the picture");
            boxes.forEach(other -> assertFalse(other.intersects(place), () -> other + " overlaps " + place));
            boxes.add(place);
        }
    }

    @Test
    void everyMarkHasItsShape() throws Exception {
        Circuit circuit = Circuit.builder(3)
                .add(StandardGate.TOFFOLI, 0, 1, 2)
                .add(StandardGate.SWAP, 0, 2)
                .add(StandardGate.H, 1)
                .build();
        Document svg = parse(CircuitDrawing.of(circuit).svg(400));
        assertEquals("svg", svg.getDocumentElement().getLocalName());
        assertEquals("http://www.w3.org/2000/svg", svg.getDocumentElement().getNamespaceURI());
        assertEquals(
                "Circuit of 3 qubits and 3 operations",
                elements(svg, "title").get(0).getTextContent());
        assertEquals(2, ofClass(svg, "circle", "dlq-dot").size());
        assertEquals(1, ofClass(svg, "circle", "dlq-plus").size());
        assertEquals(2 + 2 * 2, ofClass(svg, "line", "dlq-cross").size());
        assertEquals(2, ofClass(svg, "line", "dlq-link").size());
        assertEquals(3, ofClass(svg, "line", "dlq-wire").size());
        assertEquals("H", ofClass(svg, "g", "dlq-box").get(0).getTextContent().strip());
    }

    @Test
    void nothingComesFromOutside() {
        String svg = CircuitDrawing.of(RandomCircuits.withInputs(4, 2, 2, 1)).svg(800);
        assertEquals(-1, svg.replace("http://www.w3.org/2000/svg", "").indexOf("http"));
        for (String word : List.of("<script", "href", "url(", "@import", "@font-face", "<image", "foreignObject")) {
            assertFalse(svg.contains(word), word);
        }
        assertTrue(svg.contains("prefers-color-scheme:dark"));
    }

    @Test
    void namesOfGatesAreText() throws Exception {
        String hostile = "<script>\"&\u0000\uD800]]>";
        Circuit circuit = Circuit.builder(1).add(new Named(hostile), 0).build();
        Document svg = parse(CircuitDrawing.of(circuit).svg(400));
        assertEquals(
                "<script>\"&??]]>",
                ofClass(svg, "g", "dlq-box").get(0).getTextContent().strip());
        assertEquals(0, elements(svg, "script").size());
        assertTrue(CircuitDrawing.of(circuit).ascii(60).contains("[<script>\"&??]]>]"));
    }

    @Test
    void circuitsWithoutOperationsAreWires() throws Exception {
        Document svg = parse(SvgDrawing.of(Layout.of(Circuit.builder(2).build(), Optional.empty()), 200));
        assertEquals(2, ofClass(svg, "line", "dlq-wire").size());
        assertEquals(0, ofClass(svg, "g", "dlq-element").size());
    }

    /** A gate of the user's own. */
    private record Named(String symbol) implements Gate {
        @Override
        public int numControls() {
            return 0;
        }

        @Override
        public GateBody body() {
            return new GateBody.Fixed(ComplexMatrix.identity(2));
        }

        @Override
        public Gate inverse() {
            return this;
        }
    }
}
