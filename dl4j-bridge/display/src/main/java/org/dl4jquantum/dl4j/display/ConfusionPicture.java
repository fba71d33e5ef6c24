package org.dl4jquantum.dl4j.display;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.ConfusionMatrix;
import org.nd4j.evaluation.classification.Evaluation;

/** How many examples of every class were taken for which: rows are true classes, columns predicted ones. */
final class ConfusionPicture {
    private static final int MARGIN = 16;
    private static final int HEADING = 64;
    private static final int LABEL_CHARACTER = 8;
    private static final int LEAST_LABEL = 28;
    private static final int LONGEST_LABEL = 24;
    private static final int LARGE_CELL = 64;
    private static final int SMALL_CELL = 36;
    private static final int FEW_CLASSES = 6;
    private static final int AXIS = 24;
    private static final double DARK = 0.55;

    private final int[][] counts;
    private final List<String> names;
    private final String title;
    private final int cell;
    private final int labelWidth;

    private ConfusionPicture(Evaluation evaluation) {
        ConfusionMatrix<Integer> matrix = evaluation.getConfusionMatrix();
        if (matrix == null || matrix.getClasses().isEmpty()) {
            throw new IllegalArgumentException("confusion matrix: the evaluation has seen no example; evaluate first");
        }
        int classes = matrix.getClasses().size();
        counts = new int[classes][classes];
        for (int row = 0; row < classes; row++) {
            for (int column = 0; column < classes; column++) {
                counts[row][column] = matrix.getCount(row, column);
            }
        }
        List<String> given = evaluation.getLabelsList();
        names = IntStream.range(0, classes)
                .mapToObj(i -> given != null && i < given.size() ? given.get(i) : String.valueOf(i))
                .map(name -> name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…")
                .toList();
        title = String.format(Locale.ROOT, "Accuracy %.2f %%", 100 * evaluation.accuracy());
        int longest = names.stream().mapToInt(String::length).max().orElseThrow();
        labelWidth = Math.max(LEAST_LABEL, LABEL_CHARACTER * longest + 8);
        cell = Math.max(classes <= FEW_CLASSES ? LARGE_CELL : SMALL_CELL, classes <= FEW_CLASSES ? labelWidth : 0);
    }

    static Picture of(Evaluation evaluation) {
        ConfusionPicture picture = new ConfusionPicture(evaluation);
        return Picture.of("Confusion matrix", picture.width(), picture.height(), picture::paint);
    }

    private boolean isUpright() {
        return labelWidth > cell + 8;
    }

    private int top() {
        return HEADING + (isUpright() ? labelWidth : AXIS);
    }

    private int width() {
        return Math.max(2 * MARGIN + AXIS + labelWidth + cell * names.size(), 240);
    }

    private int height() {
        return top() + cell * names.size() + MARGIN;
    }

    private void paint(Graphics2D g) {
        int left = MARGIN + AXIS + labelWidth;
        int size = names.size();
        Style.text(g, Style.TITLE, Style.INK, MARGIN, 20, title);
        Style.centred(g, Style.TEXT, Style.FAINT, left + cell * size / 2.0, 46, "predicted");
        turned(g, MARGIN + 6, top() + cell * size / 2.0, "true");
        for (int i = 0; i < size; i++) {
            double middle = (i + 0.5) * cell;
            Style.before(g, Style.TEXT, Style.INK, left - 8, top() + middle, names.get(i));
            if (isUpright()) {
                AffineTransform before = g.getTransform();
                g.rotate(-Math.PI / 2, left + middle, top() - 6);
                Style.text(g, Style.TEXT, Style.INK, left + middle, top() - 6, names.get(i));
                g.setTransform(before);
            } else {
                Style.centred(g, Style.TEXT, Style.INK, left + middle, top() - 12, names.get(i));
            }
        }
        for (int row = 0; row < size; row++) {
            int sum = IntStream.of(counts[row]).sum();
            for (int column = 0; column < size; column++) {
                cell(g, left + column * cell, top() + row * cell, counts[row][column], sum, row == column);
            }
        }
    }

    private static void turned(Graphics2D g, double x, double y, String text) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        Style.centred(g, Style.TEXT, Style.FAINT, x, y, text);
        g.setTransform(before);
    }

    private void cell(Graphics2D g, double x, double y, int count, int ofRow, boolean right) {
        double share = ofRow == 0 ? 0 : count / (double) ofRow;
        g.setColor(Style.tint(right ? Style.QUANTUM : Style.CLASSICAL, share));
        Rectangle2D box = new Rectangle2D.Double(x, y, cell, cell);
        g.fill(box);
        g.setColor(Style.GRID);
        g.setStroke(Style.THIN);
        g.draw(box);
        Color ink = share > DARK ? Color.WHITE : count == 0 ? Style.FAINT : Style.INK;
        boolean roomy = cell >= LARGE_CELL;
        double middle = y + cell / 2.0 - (roomy ? 8 : 0);
        Style.centred(g, roomy ? Style.BOLD : Style.SMALL, ink, x + cell / 2.0, middle, String.valueOf(count));
        if (roomy && ofRow > 0) {
            String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share);
            Style.centred(g, Style.SMALL, ink, x + cell / 2.0, y + cell / 2.0 + 10, percent);
        }
    }
}
