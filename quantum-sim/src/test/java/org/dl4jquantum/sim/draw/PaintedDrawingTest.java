package org.dl4jquantum.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class PaintedDrawingTest {
    private static final Circuit CIRCUIT = Circuit.builder(3)
            .add(StandardGate.RY, Angle.input(0), 0)
            .add(StandardGate.RX, Angle.weight(0), 1)
            .add(StandardGate.H, 2)
            .add(StandardGate.CNOT, 0, 1)
            .add(StandardGate.SWAP, 1, 2)
            .build();

    private static BufferedImage painted(CircuitDrawing drawing, int width) {
        Dimension size = drawing.size(width);
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        drawing.paint(graphics, width);
        graphics.dispose();
        return image;
    }

    @Test
    void theSizeIsThatOfTheSvg() {
        CircuitDrawing drawing = CircuitDrawing.of(CIRCUIT, PauliZ.onEach(3));
        for (int width : new int[] {200, 300, 900}) {
            Dimension size = drawing.size(width);
            String svg = drawing.svg(width);
            assertTrue(svg.contains("width=\"" + size.width + "\" height=\"" + size.height + "\""), svg);
        }
        assertThrows(IllegalArgumentException.class, () -> drawing.size(10));
    }

    @Test
    void everyRoleHasItsColour() {
        BufferedImage image = painted(CircuitDrawing.of(CIRCUIT, PauliZ.onEach(3)), 900);
        Set<Integer> colours = IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff)
                .collect(Collectors.toSet());
        for (int colour : new int[] {0xf0f2f5, 0xdbeafe, 0xfdebc8, 0xdcf5e3, 0x24292f}) {
            assertTrue(colours.contains(colour), Integer.toHexString(colour));
        }
        assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(image.getWidth() - 1, image.getHeight() - 1));
    }
}
