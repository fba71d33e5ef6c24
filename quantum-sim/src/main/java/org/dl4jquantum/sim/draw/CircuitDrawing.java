package org.dl4jquantum.sim.draw;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * A picture of a circuit, qubit 0 at the top, time from left to right; operations stand as far left as the order on their
 * qubits allows. Controls are dots, a flip under controls is a plus, exchanged qubits are crosses, and everything else is
 * a box with name and angles: inputs {@code x0}, weights {@code w3}, {@code 2*w1}, numbers to four digits. Angles too long
 * for a box are named {@code a0}, {@code a1}, ... and written beneath. Where the targets of a gate differ, a box says
 * after a colon which one it is: the index among the targets, or the letter of a Pauli word.
 *
 * <pre>
 * q0: |0⟩─┤RY(x0)├─●─┤RX(w0)├─┤⟨Z⟩├─
 *                  │
 * q1: |0⟩─┤RY(x1)├─⊕──────────┤⟨Z⟩├─
 * </pre>
 */
public final class CircuitDrawing {
    /** The narrowest text that can be asked for, in characters. */
    public static final int MIN_COLUMNS = 20;

    /** The narrowest SVG that can be asked for, in pixels. */
    public static final int MIN_PIXELS = 200;

    private final Layout layout;

    private CircuitDrawing(Layout layout) {
        this.layout = layout;
    }

    /** Of a circuit alone. */
    public static CircuitDrawing of(Circuit circuit) {
        return new CircuitDrawing(Layout.of(circuit, Optional.empty()));
    }

    /**
     * Of a circuit and what is measured at its end.
     *
     * @throws IllegalArgumentException if the measurement does not fit the circuit's qubits
     */
    public static CircuitDrawing of(Circuit circuit, Measurement measurement) {
        measurement.validate(circuit.numQubits());
        return new CircuitDrawing(Layout.of(circuit, Optional.of(measurement)));
    }

    /**
     * Text of box-drawing characters, lines ended by newlines.
     *
     * @param width characters of a line, at least {@value #MIN_COLUMNS}; a wider circuit goes on in further rows, and only
     *     a single box may be wider
     * @throws IllegalArgumentException if the width is smaller
     */
    public String unicode(int width) {
        return TextDrawing.of(layout, TextStyle.UNICODE, atLeast(MIN_COLUMNS, width, "characters"));
    }

    /**
     * The same in ASCII: {@code @} is a control, {@code (+)} a flip, {@code x} a cross; other characters of a gate's name
     * become {@code ?}.
     *
     * @param width as for {@link #unicode}
     * @throws IllegalArgumentException as for {@link #unicode}
     */
    public String ascii(int width) {
        return TextDrawing.of(layout, TextStyle.ASCII, atLeast(MIN_COLUMNS, width, "characters"));
    }

    /**
     * A standalone SVG 1.1 document without XML declaration, so that it may stand inside HTML too. It follows the reader's
     * preference for light or dark; boxes with inputs, with weights and without either have colours of their own; pointing
     * at an operation shows its angles in full.
     *
     * @param width pixels, at least {@value #MIN_PIXELS}; a wider circuit goes on in further rows, and only a single box
     *     may be wider
     * @throws IllegalArgumentException if the width is smaller
     */
    public String svg(int width) {
        return SvgDrawing.of(layout, atLeast(MIN_PIXELS, width, "pixels"));
    }

    /**
     * Paints what {@link #svg} shows, in its light colours, on white.
     *
     * @param graphics of a picture of at least {@link #size}
     * @param width as for {@link #svg}
     * @throws IllegalArgumentException as for {@link #svg}
     */
    public void paint(Graphics2D graphics, int width) {
        PaintedDrawing.paint(layout, atLeast(MIN_PIXELS, width, "pixels"), graphics);
    }

    /**
     * The size of the SVG and of what is painted, in pixels.
     *
     * @param width as for {@link #svg}
     * @throws IllegalArgumentException as for {@link #svg}
     */
    public Dimension size(int width) {
        PixelDrawing drawing = new PixelDrawing(layout, atLeast(MIN_PIXELS, width, "pixels"));
        return new Dimension(drawing.width(), drawing.height());
    }

    private static int atLeast(int allowed, int width, String unit) {
        if (width < allowed) {
            throw new IllegalArgumentException(
                    "circuit drawing: width " + width + " " + unit + ", at least " + allowed + " are needed");
        }
        return width;
    }

    /** {@link #unicode} in 100 characters. */
    @Override
    public String toString() {
        return unicode(100);
    }
}
