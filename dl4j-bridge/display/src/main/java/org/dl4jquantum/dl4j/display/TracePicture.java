package org.dl4jquantum.dl4j.display;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.inspect.AngleOrigin;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.dl4jquantum.sim.inspect.QuantumState;

/**
 * A circuit step by step, one row each: the operation with its angles and where they come from, the state as a strip of
 * cells, one for each basis state, in colours of phases as strong as probabilities, a small Bloch sphere for each qubit, and
 * the entanglement.
 */
final class TracePicture {
    private static final int MARGIN = 16;
    private static final int HEADING = 56;
    private static final int ROW = 84;
    private static final double BALL_SCALE = 0.54;
    private static final int BALL = 82;
    private static final int BALL_MIDDLE = 36;
    private static final int WORDS = 250;
    private static final int STRIP = 160;
    private static final int MEASURE = 90;
    private static final int LINE = 15;
    private static final int MOST_QUBITS = 8;
    private static final int MOST_ROWS = 60;
    private static final int CHARACTERS = 38;

    private final CircuitTrace trace;
    private final List<Row> rows = new ArrayList<>();
    private final int qubits;

    private record Row(String name, List<String> angles, QuantumState state) {}

    private TracePicture(CircuitTrace trace) {
        this.trace = trace;
        qubits = Math.min(MOST_QUBITS, trace.circuit().numQubits());
        rows.add(new Row("start", List.of(), trace.initial()));
        for (CircuitTrace.Step step : trace.steps()) {
            if (rows.size() < MOST_ROWS) {
                String places = step.operation().qubits().stream()
                        .map(qubit -> "q" + qubit)
                        .collect(Collectors.joining(", "));
                List<String> angles = step.angles().stream()
                        .flatMap(angle -> lines(angle).stream())
                        .toList();
                rows.add(new Row(step.operation().gate().symbol() + "  " + places, angles, step.state()));
            }
        }
    }

    static Picture of(CircuitTrace trace) {
        TracePicture picture = new TracePicture(trace);
        return Picture.of("Circuit step by step", picture.width(), picture.height(), picture::paint);
    }

    private static List<String> lines(AngleOrigin angle) {
        if (angle.expression().isConstant()) {
            return List.of(String.format(Locale.ROOT, "%.4f", angle.radians()));
        }
        String text = angle.toString();
        int variables = text.indexOf(" (");
        if (variables < 0) {
            return List.of(shortened(text));
        }
        return List.of(shortened(text.substring(0, variables)), shortened(text.substring(variables + 1)));
    }

    private static String shortened(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS - 1) + "…";
    }

    private int width() {
        return 2 * MARGIN + WORDS + STRIP + MARGIN + qubits * BALL + MEASURE;
    }

    private int height() {
        return HEADING + rows.size() * ROW + (hidden() > 0 ? 2 * MARGIN : MARGIN);
    }

    private int hidden() {
        return trace.steps().size() + 1 - rows.size();
    }

    private void paint(Graphics2D g) {
        int strip = MARGIN + WORDS;
        int balls = strip + STRIP + MARGIN;
        int measure = balls + qubits * BALL;
        Style.text(g, Style.TITLE, Style.INK, MARGIN, 18, "Circuit step by step");
        Style.text(g, Style.SMALL, Style.FAINT, MARGIN, HEADING - 12, "operation, angles in radians");
        Style.text(g, Style.SMALL, Style.FAINT, strip, HEADING - 12, "probabilities, 0…0 to 1…1");
        for (int qubit = 0; qubit < qubits; qubit++) {
            Style.centred(g, Style.BOLD, Style.INK, balls + (qubit + 0.5) * BALL, HEADING - 12, "q" + qubit);
        }
        Style.before(g, Style.SMALL, Style.FAINT, measure + MEASURE, HEADING - 12, "Meyer–Wallach");
        for (int i = 0; i < rows.size(); i++) {
            int top = HEADING + i * ROW;
            Row row = rows.get(i);
            g.setColor(Style.GRID);
            g.setStroke(Style.THIN);
            g.draw(new Line2D.Double(MARGIN, top, width() - MARGIN, top));
            words(g, i, row, top);
            strip(g, row.state(), strip, top);
            for (int qubit = 0; qubit < qubits; qubit++) {
                ball(g, row.state(), qubit, balls + qubit * BALL, top);
            }
            String entangled = String.format(Locale.ROOT, "%.3f", row.state().meyerWallach());
            Style.before(g, Style.TEXT, Style.INK, measure + MEASURE, top + ROW / 2.0, entangled);
        }
        if (hidden() > 0) {
            int y = height() - MARGIN;
            Style.text(g, Style.SMALL, Style.FAINT, MARGIN, y, "and " + hidden() + " more operations");
        }
    }

    private static void words(Graphics2D g, int index, Row row, int top) {
        int lines = 1 + row.angles().size();
        double y = top + ROW / 2.0 - (lines - 1) * LINE / 2.0;
        String number = index == 0 ? "" : index - 1 + "  ";
        Style.text(g, Style.BOLD, Style.INK, MARGIN, y, number + row.name());
        for (String angle : row.angles()) {
            y += LINE;
            Style.text(g, Style.SMALL, Style.FAINT, MARGIN, y, angle);
        }
    }

    /** Columns as high as probabilities, in the order of the basis states. */
    private static void strip(Graphics2D g, QuantumState state, int left, int top) {
        double height = ROW - 24;
        double bottom = top + ROW - 12;
        double width = STRIP / (double) state.size();
        g.setColor(Style.GRID);
        g.fill(new Rectangle2D.Double(left, bottom, STRIP, 1));
        for (int index = 0; index < state.size(); index++) {
            double probability = state.probability(index);
            double column = height * probability;
            g.setColor(StatePicture.colour(state.phase(index)));
            if (column > 0.1) {
                g.fill(new Rectangle2D.Double(
                        left + index * width, bottom - column, Math.max(0.5, width * 0.86), column));
            }
        }
    }

    private static void ball(Graphics2D g, QuantumState state, int qubit, int left, int top) {
        AffineTransform before = g.getTransform();
        g.translate(
                left + BALL / 2.0 - BALL_SCALE * BlochSphere.CENTRE_X,
                top + BALL_MIDDLE - BALL_SCALE * BlochSphere.CENTRE_Y);
        g.scale(BALL_SCALE, BALL_SCALE);
        BlochSphere.paintBall(g, state.bloch(qubit));
        g.setTransform(before);
        String entropy = String.format(Locale.ROOT, "%.3f bit", state.entanglementEntropy(qubit));
        Style.centred(g, Style.SMALL, Style.FAINT, left + BALL / 2.0, top + ROW - 9, entropy);
    }
}
