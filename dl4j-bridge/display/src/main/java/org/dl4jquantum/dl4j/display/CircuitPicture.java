package org.dl4jquantum.dl4j.display;

import java.awt.Dimension;
import org.dl4jquantum.sim.draw.CircuitDrawing;

/** A circuit, as it is drawn everywhere. */
final class CircuitPicture {
    private static final int WIDTH = 900;

    private CircuitPicture() {}

    static Picture of(CircuitDrawing drawing) {
        Dimension size = drawing.size(WIDTH);
        return new Picture("Circuit", size.width, size.height, g -> drawing.paint(g, WIDTH), () -> drawing.svg(WIDTH));
    }
}
