package org.dl4jquantum.dl4j.display;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.awt.geom.Path2D;
import java.util.List;
import org.dl4jquantum.dl4j.display.NetworkLayout.Place;
import org.dl4jquantum.sim.draw.CircuitDrawing;

/** A network from its inputs down to its outputs, circuits drawn inside their layers. */
final class NetworkPicture {
    private static final int PADDING = 12;
    private static final int LINE = 17;
    private static final int LEAST_WIDTH = 120;
    private static final int ROUNDING = 12;
    private static final int CIRCUIT_WIDTH = 900;
    private static final double MOST_WIDTH = 620;
    private static final double MOST_HEIGHT = 480;
    private static final int ARROW = 6;
    private static final FontRenderContext FONTS = new FontRenderContext(null, true, true);

    private final NetworkLayout layout;

    private NetworkPicture(List<NetworkNode> nodes) {
        layout = new NetworkLayout(nodes, NetworkPicture::size);
    }

    static Picture of(List<NetworkNode> nodes) {
        NetworkPicture picture = new NetworkPicture(nodes);
        return Picture.of(
                "Network of " + (nodes.size() - 1) + " nodes",
                picture.layout.width(),
                picture.layout.height(),
                picture::paint);
    }

    private static Dimension size(NetworkNode node) {
        double width = width(Style.BOLD, node.name());
        for (String line : node.text()) {
            width = Math.max(width, width(Style.SMALL, line));
        }
        double height = LINE * (1 + node.text().size());
        for (CircuitDrawing circuit : node.circuits()) {
            Dimension size = circuit.size(CIRCUIT_WIDTH);
            width = Math.max(width, size.width * scale(size));
            height += size.height * scale(size) + PADDING / 2.0;
        }
        return new Dimension(
                (int) Math.ceil(Math.max(LEAST_WIDTH, width + 2 * PADDING)), (int) Math.ceil(height + 1.5 * PADDING));
    }

    private static double width(Font font, String text) {
        return font.getStringBounds(text, FONTS).getWidth();
    }

    private static double scale(Dimension circuit) {
        return Math.min(1, Math.min(MOST_WIDTH / circuit.width, MOST_HEIGHT / circuit.height));
    }

    private void paint(Graphics2D g) {
        for (Place place : layout.places()) {
            place.above.forEach(above -> edge(g, above, place));
        }
        for (Place place : layout.places()) {
            if (place.node != null) {
                box(g, place.node, place.box);
            }
        }
    }

    /** Straight within rows, so that it stays clear of taller boxes beside it, and bent between them. */
    private static void edge(Graphics2D g, Place from, Place to) {
        g.setColor(Style.FAINT);
        g.setStroke(Style.LINE);
        double x1 = from.box.getCenterX();
        double x2 = to.box.getCenterX();
        double end = to.node == null ? to.bottom : to.box.getMinY() - ARROW;
        double bent = Math.min(to.top, end);
        double middle = (from.bottom + bent) / 2;
        Path2D line = new Path2D.Double();
        line.moveTo(x1, from.box.getMaxY());
        line.lineTo(x1, from.bottom);
        line.curveTo(x1, middle, x2, middle, x2, bent);
        line.lineTo(x2, end);
        g.draw(line);
        if (to.node != null) {
            Path2D head = new Path2D.Double();
            head.moveTo(x2, to.box.getMinY());
            head.lineTo(x2 - ARROW * 0.7, end - 2);
            head.lineTo(x2 + ARROW * 0.7, end - 2);
            head.closePath();
            g.fill(head);
        }
    }

    private static void box(Graphics2D g, NetworkNode node, Rectangle box) {
        g.setColor(fill(node.kind()));
        g.fillRoundRect(box.x, box.y, box.width, box.height, ROUNDING, ROUNDING);
        g.setColor(border(node.kind()));
        g.setStroke(Style.LINE);
        g.drawRoundRect(box.x, box.y, box.width, box.height, ROUNDING, ROUNDING);
        double y = box.y + PADDING / 2.0 + LINE / 2.0;
        Style.centred(g, Style.BOLD, Style.INK, box.getCenterX(), y, node.name());
        for (String line : node.text()) {
            y += LINE;
            Style.centred(g, Style.SMALL, Style.FAINT, box.getCenterX(), y, line);
        }
        y += LINE / 2.0 + PADDING / 2.0;
        for (CircuitDrawing circuit : node.circuits()) {
            Dimension size = circuit.size(CIRCUIT_WIDTH);
            double scale = scale(size);
            Graphics2D inside = (Graphics2D) g.create();
            inside.translate(box.getCenterX() - size.width * scale / 2, y);
            inside.scale(scale, scale);
            circuit.paint(inside, CIRCUIT_WIDTH);
            inside.dispose();
            y += size.height * scale + PADDING / 2.0;
        }
    }

    private static Color fill(NetworkNode.Kind kind) {
        return switch (kind) {
            case INPUT -> new Color(0xf0f2f5);
            case LAYER -> new Color(0xfdf3e3);
            case QUANTUM -> new Color(0xefe8fb);
            case VERTEX -> Style.PAPER;
        };
    }

    private static Color border(NetworkNode.Kind kind) {
        return switch (kind) {
            case INPUT, VERTEX -> Style.FAINT;
            case LAYER -> Style.CLASSICAL;
            case QUANTUM -> Style.QUANTUM;
        };
    }
}
