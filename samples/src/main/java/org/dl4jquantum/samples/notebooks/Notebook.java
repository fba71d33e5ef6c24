package org.dl4jquantum.samples.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A notebook as Markdown: text, and blocks of Java, which are its cells.
 *
 * @param name as its file, without the ending
 * @param cells in their order
 */
public record Notebook(String name, List<Cell> cells) {
    /** All notebooks, in the order in which they are meant to be read. */
    public static final List<String> NAMES = List.of(
            "1-first-circuit",
            "2-gradients",
            "3-quantum-layer",
            "4-mnist",
            "5-patterns",
            "6-save-transfer-serve",
            "7-samediff",
            "8-looking-inside");

    private static final String FENCE = "```";
    private static final String HEADING = "#";

    /**
     * A block of Java.
     *
     * @param heading the one above it; empty where it was named with a cell before
     * @param source its lines
     * @param hasPicture whether it says that it shows one
     */
    public record Cell(String heading, String source, boolean hasPicture) {}

    /**
     * Reads a notebook.
     *
     * @param key its name, or the number with which that begins
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static Notebook find(String key) {
        String name = NAMES.stream()
                .filter(known -> known.equals(key) || known.startsWith(key + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + key + "\": unknown, known are " + String.join(", ", NAMES)));
        return new Notebook(name, cells(read("sources/" + name + ".md")));
    }

    /** What runs before the first cell of each. */
    static String startup() {
        return read("startup.jshell");
    }

    private static String read(String resource) {
        try (InputStream in = Notebook.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Cell> cells(String markdown) {
        List<Cell> cells = new ArrayList<>();
        String heading = "";
        StringBuilder source = null;
        boolean hasPicture = false;
        for (String line : markdown.lines().toList()) {
            if (source == null && line.startsWith(FENCE)) {
                source = new StringBuilder();
                hasPicture = line.contains("\"picture\"");
            } else if (source != null && line.startsWith(FENCE)) {
                cells.add(new Cell(heading, source.toString(), hasPicture));
                heading = "";
                source = null;
            } else if (source != null) {
                source.append(line).append('\n');
            } else if (line.startsWith(HEADING)) {
                heading = line;
            }
        }
        return cells;
    }
}
