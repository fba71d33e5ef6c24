package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines at spaces. */
final class Wrap {
    private static final String INDENT = "    ";

    private Wrap() {}

    /** Lines of at most so many characters, all but the first indented; a longer word stays whole. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT).append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
