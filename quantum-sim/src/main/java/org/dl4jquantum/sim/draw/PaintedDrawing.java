package org.dl4jquantum.sim.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** A drawing in pixels, in the light colours of the SVG. */
final class PaintedDrawing implements Canvas {
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x24292f);
    private static final Color WIRE = new Color(0x57606a);
    private static final Font TEXT = new Font(Font.MONOSPACED, Font.PLAIN, 13);
    private static final BasicStroke LINE = new BasicStroke(1.5f);
    private static final BasicStroke BORDER = new BasicStroke(1.2f);
    private static final int ROUNDING = 8;
    /** Half the height of small letters: from the baseline to the middle. */
    private static final int BASELINE = 4;

    private final Graphics2D graphics;
    private Element.Role role = Element.Role.FIXED;

    private PaintedDrawing(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static void paint(Layout layout, int width, Graphics2D onto) {
        Graphics2D graphics = (Graphics2D) onto.create();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(TEXT);
        PixelDrawing drawing = new PixelDrawing(layout, width);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, drawing.width(), drawing.height());
        drawing.draw(new PaintedDrawing(graphics));
        graphics.dispose();
    }

    private static Color fill(Element.Role role) {
        return switch (role) {
            case FIXED -> new Color(0xf0f2f5);
            case WEIGHT -> new Color(0xdbeafe);
            case INPUT -> new Color(0xfdebc8);
            case MEASUREMENT -> new Color(0xdcf5e3);
        };
    }

    private static Color border(Element.Role role) {
        return switch (role) {
            case FIXED -> new Color(0x6e7781);
            case WEIGHT -> new Color(0x1d4ed8);
            case INPUT -> new Color(0xb45309);
            case MEASUREMENT -> new Color(0x15803d);
        };
    }

    @Override
    public void begin(Element element) {
        role = element.role();
    }

    @Override
    public void end() {
        role = Element.Role.FIXED;
    }

    @Override
    public void box(int x, int y, int width, int height, String label) {
        graphics.setColor(fill(role));
        graphics.fillRoundRect(x, y, width, height, ROUNDING, ROUNDING);
        graphics.setColor(border(role));
        graphics.setStroke(BORDER);
        graphics.drawRoundRect(x, y, width, height, ROUNDING, ROUNDING);
        Rectangle2D bounds = graphics.getFontMetrics().getStringBounds(label, graphics);
        text(x + (int) Math.round((width - bounds.getWidth()) / 2), y + height / 2, label);
    }

    @Override
    public void dot(int x, int y, int radius) {
        graphics.setColor(INK);
        graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void ring(int x, int y, int radius) {
        graphics.setColor(PAPER);
        graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        graphics.setColor(INK);
        graphics.setStroke(LINE);
        graphics.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void line(Stroke stroke, int x1, int y1, int x2, int y2) {
        graphics.setColor(stroke == Stroke.WIRE ? WIRE : INK);
        graphics.setStroke(LINE);
        graphics.drawLine(x1, y1, x2, y2);
    }

    @Override
    public void text(int x, int y, String text) {
        graphics.setColor(INK);
        graphics.drawString(text, x, y + BASELINE);
    }
}
