package org.dl4jquantum.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param language what stands behind the fence
 * @param title name of a file, or empty
 * @param heading the heading above, with its line
 * @param line of the fence
 */
record Block(String language, String title, String heading, int line, String code) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("```(\\w*)(?: title=\"([\\w.]+)\")?");

    /** Every page of the documentation, README first. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> modules = Files.list(ROOT)) {
            Stream<Path> readmes = Stream.concat(
                            Stream.of(ROOT), modules.filter(Files::isDirectory).sorted())
                    .map(folder -> folder.resolve("README.md"));
            Stream<Path> others = Stream.of(ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("CHANGELOG.md"));
            return Stream.of(
                            readmes,
                            docs.filter(path -> path.toString().endsWith(".md")).sorted(),
                            others)
                    .flatMap(paths -> paths)
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** The blocks of a page, in order. */
    static List<Block> of(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("#+ .*")) {
                heading = i + 1 + " " + lines.get(i);
            }
            Matcher fence = FENCE.matcher(lines.get(i));
            if (lines.get(i).startsWith("```")) {
                if (!fence.matches()) {
                    throw new IllegalArgumentException(page + ":" + (i + 1) + ": a fence \"" + lines.get(i) + "\"");
                }
                int first = i + 1;
                int end = first + lines.subList(first, lines.size()).indexOf("```");
                String code = String.join("\n", lines.subList(first, end)) + "\n";
                String title = fence.group(2) == null ? "" : fence.group(2);
                blocks.add(new Block(fence.group(1), title, heading, first, code));
                i = end;
            }
        }
        return blocks;
    }
}
