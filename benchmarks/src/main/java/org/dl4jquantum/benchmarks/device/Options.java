package org.dl4jquantum.benchmarks.device;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the command line says. */
record Options(Path out, Optional<Path> driver, double minutes, boolean quick, Set<Part> parts) {
    private static final double MINUTES = 8.5;

    static String usage() {
        return """
            gpu-check [--out DIR] [--driver FILE] [--minutes M] [--only PART,...] [--quick]
              --out      where the report goes; here, if not told otherwise
              --driver   the driver's library, where it is not found by its name
              --minutes  that all may take together, %s if not told otherwise
              --only     some of the parts: %s
              --quick    small sizes, to see that all works
            """
                .formatted(
                        MINUTES, Arrays.stream(Part.values()).map(Part::title).collect(Collectors.joining(", ")));
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static Options parse(String... arguments) {
        Path out = Path.of("");
        Optional<Path> driver = Optional.empty();
        double minutes = MINUTES;
        boolean quick = false;
        Set<Part> parts = EnumSet.allOf(Part.class);
        for (Iterator<String> words = List.of(arguments).iterator(); words.hasNext(); ) {
            String option = words.next();
            switch (option) {
                case "--out" -> out = Path.of(value(option, words));
                case "--driver" ->
                    driver = Optional.of(Path.of(value(option, words)).toAbsolutePath());
                case "--minutes" -> minutes = Double.parseDouble(value(option, words));
                case "--quick" -> quick = true;
                case "--only" -> parts = parts(value(option, words));
                default -> throw new IllegalArgumentException("option \"" + option + "\": unknown");
            }
        }
        return new Options(out, driver, minutes, quick, parts);
    }

    private static Set<Part> parts(String titles) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String title : titles.split(",", -1)) {
            parts.add(Part.of(title));
        }
        return parts;
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("option " + option + ": a value is needed");
        }
        return words.next();
    }
}
