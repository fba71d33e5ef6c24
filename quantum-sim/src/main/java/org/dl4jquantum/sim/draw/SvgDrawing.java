package org.dl4jquantum.sim.draw;

import java.util.Locale;

/** A drawing as SVG. */
final class SvgDrawing implements Canvas {
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

    private final StringBuilder body = new StringBuilder();

    private SvgDrawing() {}

    static String of(Layout layout, int width) {
        PixelDrawing drawing = new PixelDrawing(layout, width);
        SvgDrawing svg = new SvgDrawing();
        drawing.draw(svg);
        String size = String.format(
                Locale.ROOT,
                "width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"",
                drawing.width(),
                drawing.height());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" " + size + ">\n<title>" + drawing.title()
                + "</title>\n" + STYLE + "<rect class=\"dlq-bg\" width=\"100%\" height=\"100%\"/>\n" + svg.body
                + "</svg>\n";
    }

    @Override
    public void begin(Element element) {
        body.append("<g class=\"dlq-element dlq-")
                .append(element.role().name().toLowerCase(Locale.ROOT))
                .append("\"><title>")
                .append(escaped(element.title()))
                .append("</title>");
    }

    @Override
    public void end() {
        body.append("</g>\n");
    }

    @Override
    public void box(int x, int y, int width, int height, String label) {
        append(
                "<g class=\"dlq-box\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                x, y, width, height);
        text("middle", x + width / 2, y + height / 2, label);
        body.append("</g>");
    }

    @Override
    public void dot(int x, int y, int radius) {
        append("<circle class=\"dlq-dot\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", x, y, radius);
    }

    @Override
    public void ring(int x, int y, int radius) {
        append("<circle class=\"dlq-plus\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", x, y, radius);
    }

    @Override
    public void line(Stroke stroke, int x1, int y1, int x2, int y2) {
        String kind = stroke.name().toLowerCase(Locale.ROOT);
        append("<line class=\"dlq-" + kind + "\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x1, y1, x2, y2);
    }

    @Override
    public void text(int x, int y, String text) {
        text("start", x, y, text);
    }

    private void text(String anchor, int x, int y, String label) {
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
