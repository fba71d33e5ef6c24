package org.dl4jquantum.dl4j.display;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.inspect.QuantumState;

/**
 * A state: a bar for every basis state, as long as its probability and coloured as its phase, and a Bloch sphere for every
 * qubit. Of many basis states the most probable are shown.
 */
final class StatePicture {
    private static final int MOST_BARS = 32;
    /** So many are shown even where their probability is zero. */
    private static final int FEW = 16;

    private static final int MOST_SPHERES = 16;
    private static final int SPHERES_PER_ROW = 4;
    private static final int MARGIN = 16;
    private static final int HEADING = 40;
    private static final int ROW = 20;
    private static final int BAR = 180;
    private static final int DIGIT = 8;
    private static final int NUMBERS = 110;
    private static final int WHEEL = 26;
    private static final double VISIBLE = 1e-9;

    private final QuantumState state;
    private final String title;
    private final List<Integer> shown;
    private final int spheres;

    private StatePicture(String title, QuantumState state) {
        this.title = title;
        this.state = state;
        shown = IntStream.range(0, state.size())
                .boxed()
                .filter(index -> state.size() <= FEW || state.probability(index) > VISIBLE)
                .sorted(Comparator.comparingDouble((Integer index) -> -state.probability(index)))
                .limit(MOST_BARS)
                .sorted()
                .toList();
        spheres = Math.min(state.numQubits(), MOST_SPHERES);
    }

    static Picture of(QuantumState state) {
        int qubits = state.numQubits();
        return of("State of " + qubits + (qubits == 1 ? " qubit" : " qubits"), state);
    }

    static Picture of(String title, QuantumState state) {
        StatePicture picture = new StatePicture(title, state);
        return Picture.of(title, picture.width(), picture.height(), picture::paint);
    }

    /** The hue of a phase: red for 0, once around the circle. */
    static Color colour(double phase) {
        return Color.getHSBColor((float) (phase / (2 * Math.PI)), 0.72f, 0.85f);
    }

    private int barsWidth() {
        return DIGIT * (state.numQubits() + 2) + MARGIN + BAR + NUMBERS;
    }

    private int width() {
        return 3 * MARGIN + barsWidth() + Math.min(spheres, SPHERES_PER_ROW) * BlochSphere.WIDTH;
    }

    private int height() {
        int rows = (spheres + SPHERES_PER_ROW - 1) / SPHERES_PER_ROW;
        int bars = (shown.size() + (hidden() > 0 ? 1 : 0)) * ROW + 2 * ROW;
        int balls = rows * BlochSphere.HEIGHT + (spheres < state.numQubits() ? ROW : 0);
        return HEADING + Math.max(bars, balls) + MARGIN;
    }

    private int hidden() {
        return state.size() - shown.size();
    }

    private void paint(Graphics2D g) {
        Style.text(g, Style.TITLE, Style.INK, MARGIN, 20, title);
        Style.before(
                g,
                Style.TEXT,
                Style.FAINT,
                width() - MARGIN,
                20,
                String.format(Locale.ROOT, "Meyer–Wallach entanglement %.3f", state.meyerWallach()));
        bars((Graphics2D) g.create(MARGIN, HEADING, barsWidth(), height()));
        for (int qubit = 0; qubit < spheres; qubit++) {
            int x = 2 * MARGIN + barsWidth() + qubit % SPHERES_PER_ROW * BlochSphere.WIDTH;
            int y = HEADING + qubit / SPHERES_PER_ROW * BlochSphere.HEIGHT;
            BlochSphere.paint(
                    (Graphics2D) g.create(x, y, BlochSphere.WIDTH, BlochSphere.HEIGHT),
                    "q" + qubit,
                    state.bloch(qubit));
        }
        if (spheres < state.numQubits()) {
            int rows = spheres / SPHERES_PER_ROW;
            Style.text(
                    g,
                    Style.SMALL,
                    Style.FAINT,
                    2 * MARGIN + barsWidth(),
                    HEADING + rows * BlochSphere.HEIGHT + ROW / 2.0,
                    "and " + (state.numQubits() - spheres) + " more qubits");
        }
    }

    private void bars(Graphics2D g) {
        int labels = DIGIT * (state.numQubits() + 2);
        int start = labels + MARGIN / 2;
        legend(g, start);
        double largest = shown.stream().mapToDouble(state::probability).max().orElseThrow();
        double y = 1.5 * ROW;
        for (int index : shown) {
            double probability = state.probability(index);
            boolean visible = probability > VISIBLE;
            Style.text(g, Style.FIXED, visible ? Style.INK : Style.FAINT, 0, y, "|" + state.bits(index) + "⟩");
            g.setColor(Style.GRID);
            g.fill(new Rectangle2D.Double(start, y - 7, 1, 14));
            if (visible) {
                double length = Math.max(1, BAR * probability / largest);
                g.setColor(colour(state.phase(index)));
                g.fill(new Rectangle2D.Double(start, y - 7, length, 14));
                Style.text(g, Style.SMALL, Style.INK, start + length + 6, y, numbers(index));
            }
            y += ROW;
        }
        if (hidden() > 0) {
            double rest = 1 - shown.stream().mapToDouble(state::probability).sum();
            String sum = rest < VISIBLE ? "0" : String.format(Locale.ROOT, "%.4f", rest);
            String text = "and " + hidden() + " more, probability " + sum + " together";
            Style.text(g, Style.SMALL, Style.FAINT, 0, y, text);
        }
    }

    private String numbers(int index) {
        double turns = state.phase(index) / Math.PI;
        String phase = Math.abs(turns) < 0.005 ? "" : String.format(Locale.ROOT, "  %.2fπ", turns);
        return String.format(Locale.ROOT, "%.4f%s", state.probability(index), phase);
    }

    private static void legend(Graphics2D g, int x) {
        Style.text(g, Style.SMALL, Style.FAINT, x, ROW / 2.0, "probability, colour: phase");
        double left = x + Style.width(g, Style.SMALL, "probability, colour: phase") + 10;
        for (int degree = 0; degree < 360; degree += 10) {
            g.setColor(colour(Math.toRadians(degree + 5)));
            g.fill(new Arc2D.Double(left, ROW / 2.0 - WHEEL / 2.0 + 3, WHEEL - 6, WHEEL - 6, degree, 11, Arc2D.PIE));
        }
        Style.text(g, Style.SMALL, Style.FAINT, left + WHEEL - 3, ROW / 2.0, "0");
    }
}
