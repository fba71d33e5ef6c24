package org.dl4jquantum.dl4j.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Locale;
import org.dl4jquantum.sim.inspect.BlochVector;

/** One qubit as an arrow in the Bloch sphere, seen from a little above, with y to the right. */
final class BlochSphere {
    static final int WIDTH = 132;
    static final int HEIGHT = 182;

    private static final int RADIUS = 46;
    static final int CENTRE_X = WIDTH / 2;
    static final int CENTRE_Y = 84;
    private static final double AZIMUTH = Math.toRadians(28);
    private static final double ELEVATION = Math.toRadians(16);
    private static final double AXIS = 1.24;
    private static final double SHORTEST_ARROW = 0.02;
    private static final BasicStroke ARROW = new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final Color BALL = new Color(0xf3f1fa);

    private BlochSphere() {}

    /** Paints into {@value #WIDTH} x {@value #HEIGHT} from the origin. */
    static void paint(Graphics2D g, String name, BlochVector vector) {
        Style.centred(g, Style.BOLD, Style.INK, CENTRE_X, 10, name);
        paintBall(g, vector);
        String values =
                String.format(Locale.ROOT, "%.2f  %.2f  %.2f", zero(vector.x()), zero(vector.y()), zero(vector.z()));
        Style.centred(g, Style.SMALL, Style.INK, CENTRE_X, HEIGHT - 26, values);
        Style.centred(
                g,
                Style.SMALL,
                Style.FAINT,
                CENTRE_X,
                HEIGHT - 10,
                String.format(Locale.ROOT, "entropy %.3f bit", vector.entropy()));
    }

    /** The sphere alone, at the same place. */
    static void paintBall(Graphics2D g, BlochVector vector) {
        Ellipse2D ball = new Ellipse2D.Double(CENTRE_X - RADIUS, CENTRE_Y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        g.setColor(BALL);
        g.fill(ball);
        g.setStroke(Style.THIN);
        g.setColor(Style.FAINT);
        g.draw(ball);
        double flat = RADIUS * Math.sin(ELEVATION);
        g.setStroke(Style.DASHED);
        g.draw(new Ellipse2D.Double(CENTRE_X - RADIUS, CENTRE_Y - flat, 2 * RADIUS, 2 * flat));
        axis(g, "x", 1, 0, 0);
        axis(g, "y", 0, 1, 0);
        axis(g, "|0⟩", 0, 0, 1);
        axis(g, "|1⟩", 0, 0, -1);
        arrow(g, vector);
    }

    /** Without the sign of what rounds to zero. */
    private static double zero(double value) {
        return Math.abs(value) < 0.005 ? 0 : value;
    }

    private static double across(double x, double y) {
        return CENTRE_X + RADIUS * (y * Math.cos(AZIMUTH) - x * Math.sin(AZIMUTH));
    }

    private static double down(double x, double y, double z) {
        double towards = x * Math.cos(AZIMUTH) + y * Math.sin(AZIMUTH);
        return CENTRE_Y - RADIUS * (z * Math.cos(ELEVATION) - towards * Math.sin(ELEVATION));
    }

    private static void axis(Graphics2D g, String name, double x, double y, double z) {
        g.setStroke(Style.THIN);
        g.setColor(Style.GRID.darker());
        g.draw(new Line2D.Double(CENTRE_X, CENTRE_Y, across(x, y), down(x, y, z)));
        Style.centred(
                g, Style.SMALL, Style.FAINT, across(AXIS * x, AXIS * y), down(AXIS * x, AXIS * y, AXIS * z), name);
    }

    private static void arrow(Graphics2D g, BlochVector vector) {
        double x = across(vector.x(), vector.y());
        double y = down(vector.x(), vector.y(), vector.z());
        g.setColor(Style.QUANTUM);
        g.setStroke(ARROW);
        if (vector.length() > SHORTEST_ARROW) {
            g.draw(new Line2D.Double(CENTRE_X, CENTRE_Y, x, y));
        }
        g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
    }
}
