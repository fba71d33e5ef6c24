package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A layout as text: one line a qubit, and one between each two for the lines that join marks. */
final class TextDrawing {
    private final Layout layout;
    private final TextStyle style;
    private final List<List<Element>> columns;
    private final int[] widths;

    private TextDrawing(Layout layout, TextStyle style) {
        this.layout = layout;
        this.style = style;
        columns =
                IntStream.range(0, layout.numColumns()).mapToObj(layout::column).toList();
        widths = columns.stream().mapToInt(this::width).toArray();
    }

    static String of(Layout layout, TextStyle style, int width) {
        return new TextDrawing(layout, style).draw(width);
    }

    private int width(List<Element> column) {
        return column.stream()
                .flatMap(element -> element.marks().stream())
                .mapToInt(mark -> style.cell(mark).length())
                .max()
                .orElse(1);
    }

    private String draw(int width) {
        int[] withWire = IntStream.of(widths).map(w -> w + 1).toArray();
        List<Fold> rows = Fold.of(withWire, width - prefix(0, true).length() - style.cut.length());
        List<String> parts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            parts.add(segment(rows.get(row), row == 0, row == rows.size() - 1));
        }
        if (!layout.notes().isEmpty()) {
            StringBuilder notes = new StringBuilder();
            layout.notes().forEach(note -> Wrap.lines(style.text(note), width)
                    .forEach(line -> notes.append(line).append('\n')));
            parts.add(notes.toString());
        }
        return String.join("\n", parts);
    }

    private String prefix(int qubit, boolean first) {
        String start = style.text(layout.start());
        String name = "q" + qubit + ": ";
        String padding = " ".repeat(("q" + (layout.numQubits() - 1) + ": ").length() - name.length());
        String mark = first ? start : " ".repeat(start.length() - 1) + style.cut;
        return name + padding + mark + style.wire;
    }

    private String segment(Fold fold, boolean first, boolean last) {
        List<StringBuilder> lines = new ArrayList<>();
        int blank = prefix(0, first).length();
        for (int line = 0; line < 2 * layout.numQubits() - 1; line++) {
            lines.add(new StringBuilder(line % 2 == 0 ? prefix(line / 2, first) : " ".repeat(blank)));
        }
        for (int column = fold.first(); column < fold.end(); column++) {
            append(lines, column);
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines.size(); line++) {
            String end = line % 2 == 0 && !last ? style.cut : "";
            text.append((lines.get(line) + end).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private void append(List<StringBuilder> lines, int column) {
        int width = widths[column];
        List<StringBuilder> cells = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            cells.add(new StringBuilder((line % 2 == 0 ? style.wire : " ").repeat(width + 1)));
        }
        int centre = (width - 1) / 2;
        for (Element element : columns.get(column)) {
            for (int line = 2 * element.top(); line <= 2 * element.bottom(); line++) {
                put(cells.get(line), centre, line % 2 == 0 ? style.crossing : style.link);
            }
            for (Mark mark : element.marks()) {
                put(cells.get(2 * mark.qubit()), centre, style.cell(mark));
            }
        }
        for (int line = 0; line < lines.size(); line++) {
            lines.get(line).append(cells.get(line));
        }
    }

    private static void put(StringBuilder line, int centre, String text) {
        int start = centre - (text.length() - 1) / 2;
        line.replace(start, start + text.length(), text);
    }
}
