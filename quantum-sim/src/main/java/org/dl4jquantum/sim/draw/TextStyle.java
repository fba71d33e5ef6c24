package org.dl4jquantum.sim.draw;

/** The characters of a drawing in text. */
enum TextStyle {
    UNICODE("─", "│", "┼", "●", "⊕", "╳", "┤", "├", "»"),
    ASCII("-", "|", "|", "@", "(+)", "x", "[", "]", ">");

    final String wire;
    final String link;
    /** A wire that a link passes. */
    final String crossing;

    final String control;
    final String flip;
    final String exchange;
    final String left;
    final String right;
    /** The drawing goes on in the next row. */
    final String cut;

    TextStyle(
            String wire,
            String link,
            String crossing,
            String control,
            String flip,
            String exchange,
            String left,
            String right,
            String cut) {
        this.wire = wire;
        this.link = link;
        this.crossing = crossing;
        this.control = control;
        this.flip = flip;
        this.exchange = exchange;
        this.left = left;
        this.right = right;
        this.cut = cut;
    }

    String cell(Mark mark) {
        return switch (mark.kind()) {
            case BOX -> left + text(mark.label()) + right;
            case CONTROL -> control;
            case FLIP -> flip;
            case EXCHANGE -> exchange;
        };
    }

    /** Text in this style's characters, on one line whatever it holds. */
    String text(String label) {
        String line = label.replaceAll("\\p{Cntrl}", "?");
        if (this == UNICODE) {
            return line;
        }
        return line.replace("π", "pi")
                .replace("ψ", "psi")
                .replace("⟨", "<")
                .replace("⟩", ">")
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
