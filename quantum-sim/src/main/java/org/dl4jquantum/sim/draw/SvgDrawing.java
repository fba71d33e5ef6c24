package org.dl4jquantum.sim.draw;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A layout as SVG. All lengths are whole pixels. */
final class SvgDrawing {
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
    /** Half the height of small letters: from the baseline to the middle. */
    private static final int BASELINE = 4;

    // Class names begin alike, so that the page around the picture is left alone.
    private static final String STYLE =
            """
            <style>
            .dlq-bg{fill:#ffffff}
            .dlq-wire,.dlq-link,.dlq-cross{stroke:#57606a;stroke-width:1.5;fill:none}
            .dlq-box rect{stroke-width:1.2}
            .dlq-dot{fill:#24292f}
            .dlq-plus{fill:#ffffff;stroke:#24292f;stroke-width:1.5}
            .dlq-link,.dlq-cross{stroke:#24292f}
            .dlq-text{font:13px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#24292f}
            .dlq-fixed rect{fill:#f0f2f5;stroke:#6e7781}
            .dlq-weight rect{fill:#dbeafe;stroke:#1d4ed8}
            .dlq-input rect{fill:#fdebc8;stroke:#b45309}
            .dlq-measurement rect{fill:#dcf5e3;stroke:#15803d}
            @media (prefers-color-scheme:dark){
            .dlq-bg{fill:#0d1117}
            .dlq-wire{stroke:#8b949e}
            .dlq-link,.dlq-cross{stroke:#e6edf3}
            .dlq-dot{fill:#e6edf3}
            .dlq-plus{fill:#0d1117;stroke:#e6edf3}
            .dlq-text{fill:#e6edf3}
            .dlq-fixed rect{fill:#262c36;stroke:#8b949e}
            .dlq-weight rect{fill:#12306b;stroke:#6ea8fe}
            .dlq-input rect{fill:#553608;stroke:#f0a33c}
            .dlq-measurement rect{fill:#0f3d22;stroke:#4ac26b}
            }
            </style>
            """;

    private final Layout layout;
    private final List<List<Element>> columns;
    private final int[] widths;
    private final int left;
    private final StringBuilder body = new StringBuilder();

    private SvgDrawing(Layout layout) {
        this.layout = layout;
        columns =
                IntStream.range(0, layout.numColumns()).mapToObj(layout::column).toList();
        widths = columns.stream()
                .mapToInt(column -> COLUMN_GAP
                        + column.stream()
                                .flatMap(element -> element.marks().stream())
                                .mapToInt(SvgDrawing::width)
                                .max()
                                .orElse(0))
                .toArray();
        left = 2 * MARGIN + CHARACTER * startLabel(layout.numQubits() - 1).length();
    }

    static String of(Layout layout, int width) {
        return new SvgDrawing(layout).draw(width);
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

    private String draw(int asked) {
        int y = MARGIN;
        int right = left;
        for (Fold fold : Fold.of(widths, asked - left - MARGIN)) {
            right = Math.max(right, row(fold, y));
            y += layout.numQubits() * WIRE_GAP + ROW_GAP;
        }
        y -= layout.notes().isEmpty() ? ROW_GAP : 0;
        int lineLength = (asked - 2 * MARGIN) / CHARACTER;
        for (String note : layout.notes()) {
            for (String line : Wrap.lines(note, lineLength)) {
                text(MARGIN, y, "start", line);
                right = Math.max(right, MARGIN + CHARACTER * line.length());
                y += LINE;
            }
        }
        int width = right + MARGIN;
        int height = y + MARGIN;
        String size =
                String.format(Locale.ROOT, "width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"", width, height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" " + size + ">\n<title>Circuit of "
                + layout.numQubits() + " qubits and " + operations() + " operations</title>\n" + STYLE
                + "<rect class=\"dlq-bg\" width=\"100%\" height=\"100%\"/>\n" + body + "</svg>\n";
    }

    private long operations() {
        return layout.elements().stream()
                .filter(element -> element.role() != Element.Role.MEASUREMENT)
                .count();
    }

    /** Draws a row and tells where it ends. */
    private int row(Fold fold, int y) {
        int end = left
                + IntStream.range(fold.first(), fold.end()).map(i -> widths[i]).sum();
        for (int qubit = 0; qubit < layout.numQubits(); qubit++) {
            text(MARGIN, wire(qubit, y), "start", fold.first() == 0 ? startLabel(qubit) : "q" + qubit + " …");
            line("dlq-wire", left - MARGIN, wire(qubit, y), end, wire(qubit, y));
        }
        int x = left;
        for (int column = fold.first(); column < fold.end(); column++) {
            for (Element element : columns.get(column)) {
                element(element, x + widths[column] / 2 - COLUMN_GAP / 2, y);
            }
            x += widths[column];
        }
        return end;
    }

    private static int wire(int qubit, int y) {
        return y + qubit * WIRE_GAP + WIRE_GAP / 2;
    }

    private void element(Element element, int x, int y) {
        body.append("<g class=\"dlq-element dlq-")
                .append(element.role().name().toLowerCase(Locale.ROOT))
                .append("\"><title>")
                .append(escaped(element.title()))
                .append("</title>");
        if (element.top() < element.bottom()) {
            line("dlq-link", x, wire(element.top(), y), x, wire(element.bottom(), y));
        }
        for (Mark mark : element.marks()) {
            mark(mark, x, wire(mark.qubit(), y));
        }
        body.append("</g>\n");
    }

    private void mark(Mark mark, int x, int y) {
        switch (mark.kind()) {
            case BOX -> {
                int width = width(mark);
                append(
                        "<g class=\"dlq-box\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                        x - width / 2, y - BOX_HEIGHT / 2, width, BOX_HEIGHT);
                text(x, y, "middle", mark.label());
                body.append("</g>");
            }
            case CONTROL -> append("<circle class=\"dlq-dot\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", x, y, DOT);
            case FLIP -> {
                append("<circle class=\"dlq-plus\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", x, y, PLUS);
                line("dlq-cross", x - PLUS, y, x + PLUS, y);
                line("dlq-cross", x, y - PLUS, x, y + PLUS);
            }
            case EXCHANGE -> {
                line("dlq-cross", x - CROSS, y - CROSS, x + CROSS, y + CROSS);
                line("dlq-cross", x - CROSS, y + CROSS, x + CROSS, y - CROSS);
            }
        }
    }

    private void line(String kind, int x1, int y1, int x2, int y2) {
        append("<line class=\"" + kind + "\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x1, y1, x2, y2);
    }

    private void text(int x, int y, String anchor, String label) {
        append("<text class=\"dlq-text\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">", anchor, x, y + BASELINE);
        body.append(escaped(label)).append("</text>\n");
    }

    private void append(String format, Object... arguments) {
        body.append(String.format(Locale.ROOT, format, arguments));
    }

    /** Text that XML takes, whatever a gate is called. */
    static String escaped(String text) {
        return text.replaceAll("[^\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
