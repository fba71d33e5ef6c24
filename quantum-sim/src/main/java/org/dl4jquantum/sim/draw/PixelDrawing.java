package org.dl4jquantum.sim.draw;

import java.util.List;
import java.util.stream.IntStream;

/** A layout with its places in pixels, all of them whole. */
final class PixelDrawing {
    private static final int MARGIN = 10;
    private static final int WIRE_GAP = 40;
    private static final int ROW_GAP = 24;
    private static final int BOX_HEIGHT = 28;
    private static final int BOX_PADDING = 8;
    private static final int COLUMN_GAP = 12;
    private static final int DOT = 5;
    private static final int PLUS = 10;
    private static final int CROSS = 7;
    private static final int LINE = 20;
    /** No font of fixed width at 13 pixels is wider. */
    private static final int CHARACTER = 8;

    private final Layout layout;
    private final List<List<Element>> columns;
    private final int[] widths;
    private final int left;
    private final List<Fold> rows;
    private final List<String> noteLines;

    /**
     * Finds the places.
     *
     * @param width of a row; only a single box may be wider
     */
    PixelDrawing(Layout layout, int width) {
        this.layout = layout;
        columns =
                IntStream.range(0, layout.numColumns()).mapToObj(layout::column).toList();
        widths = columns.stream()
                .mapToInt(column -> COLUMN_GAP
                        + column.stream()
                                .flatMap(element -> element.marks().stream())
                                .mapToInt(PixelDrawing::width)
                                .max()
                                .orElse(0))
                .toArray();
        left = 2 * MARGIN + CHARACTER * startLabel(layout.numQubits() - 1).length();
        rows = Fold.of(widths, width - left - MARGIN);
        int lineLength = (width - 2 * MARGIN) / CHARACTER;
        noteLines = layout.notes().stream()
                .flatMap(note -> Wrap.lines(note, lineLength).stream())
                .toList();
    }

    private static int width(Mark mark) {
        return switch (mark.kind()) {
            case BOX -> CHARACTER * mark.label().length() + 2 * BOX_PADDING;
            case CONTROL -> 2 * DOT;
            case FLIP -> 2 * PLUS;
            case EXCHANGE -> 2 * CROSS;
        };
    }

    private String startLabel(int qubit) {
        return "q" + qubit + " " + layout.start();
    }

    int width() {
        int wires = rows.stream().mapToInt(this::end).max().orElse(left);
        int notes = noteLines.stream()
                .mapToInt(line -> MARGIN + CHARACTER * line.length())
                .max()
                .orElse(0);
        return Math.max(wires, notes) + MARGIN;
    }

    int height() {
        int gaps = noteLines.isEmpty() ? rows.size() - 1 : rows.size();
        return 2 * MARGIN + rows.size() * rowHeight() + gaps * ROW_GAP + noteLines.size() * LINE;
    }

    private int rowHeight() {
        return layout.numQubits() * WIRE_GAP;
    }

    private int end(Fold row) {
        return left
                + IntStream.range(row.first(), row.end()).map(i -> widths[i]).sum();
    }

    /** Describes the whole in words. */
    String title() {
        long operations = layout.elements().stream()
                .filter(element -> element.role() != Element.Role.MEASUREMENT)
                .count();
        return "Circuit of " + layout.numQubits() + " qubits and " + operations + " operations";
    }

    void draw(Canvas canvas) {
        int y = MARGIN;
        for (Fold row : rows) {
            draw(canvas, row, y);
            y += rowHeight() + ROW_GAP;
        }
        for (String line : noteLines) {
            canvas.text(MARGIN, y, line);
            y += LINE;
        }
    }

    private void draw(Canvas canvas, Fold row, int y) {
        for (int qubit = 0; qubit < layout.numQubits(); qubit++) {
            int wire = wire(qubit, y);
            canvas.text(MARGIN, wire, row.first() == 0 ? startLabel(qubit) : "q" + qubit + " …");
            canvas.line(Canvas.Stroke.WIRE, left - MARGIN, wire, end(row), wire);
        }
        int x = left;
        for (int column = row.first(); column < row.end(); column++) {
            for (Element element : columns.get(column)) {
                draw(canvas, element, x + widths[column] / 2 - COLUMN_GAP / 2, y);
            }
            x += widths[column];
        }
    }

    private static int wire(int qubit, int y) {
        return y + qubit * WIRE_GAP + WIRE_GAP / 2;
    }

    private static void draw(Canvas canvas, Element element, int x, int y) {
        canvas.begin(element);
        if (element.top() < element.bottom()) {
            canvas.line(Canvas.Stroke.LINK, x, wire(element.top(), y), x, wire(element.bottom(), y));
        }
        for (Mark mark : element.marks()) {
            draw(canvas, mark, x, wire(mark.qubit(), y));
        }
        canvas.end();
    }

    private static void draw(Canvas canvas, Mark mark, int x, int y) {
        switch (mark.kind()) {
            case BOX -> {
                int width = width(mark);
                canvas.box(x - width / 2, y - BOX_HEIGHT / 2, width, BOX_HEIGHT, mark.label());
            }
            case CONTROL -> canvas.dot(x, y, DOT);
            case FLIP -> {
                canvas.ring(x, y, PLUS);
                canvas.line(Canvas.Stroke.CROSS, x - PLUS, y, x + PLUS, y);
                canvas.line(Canvas.Stroke.CROSS, x, y - PLUS, x, y + PLUS);
            }
            case EXCHANGE -> {
                canvas.line(Canvas.Stroke.CROSS, x - CROSS, y - CROSS, x + CROSS, y + CROSS);
                canvas.line(Canvas.Stroke.CROSS, x - CROSS, y + CROSS, x + CROSS, y - CROSS);
            }
        }
    }
}
