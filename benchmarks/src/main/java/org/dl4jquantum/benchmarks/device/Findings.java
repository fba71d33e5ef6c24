package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a part has found: checks that hold or do not, rows of numbers, and notes. Written to a file after each, so that
 * what was found before a part died or ran out of time is not lost.
 */
public final class Findings {
    static final String CHECKS = "checks";
    static final String ROWS = "rows";
    static final String NOTES = "notes";
    /** Why there was nothing to do. */
    static final String ABSENT = "absent";
    /** Set once a part has come to its end. */
    static final String COMPLETE = "complete";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final ObjectNode found = MAPPER.createObjectNode();

    /**
     * Nothing yet.
     *
     * @param file to be written, at once and after every change
     */
    public Findings(Path file) {
        this.file = file;
        found.putArray(CHECKS);
        found.putArray(ROWS);
        found.putArray(NOTES);
        save();
    }

    /**
     * One thing that must hold.
     *
     * @param detail what was seen, where it does not
     */
    public void check(String name, boolean holds, String detail) {
        ObjectNode check = found.withArray(CHECKS).addObject().put("name", name).put("holds", holds);
        if (!holds) {
            check.put("detail", detail);
        }
        save();
    }

    /** Numbers, or whatever belongs together. */
    public void row(ObjectNode row) {
        found.withArray(ROWS).add(row);
        save();
    }

    /** For readers. */
    public void note(String text) {
        found.withArray(NOTES).add(text);
        save();
    }

    /** That there was nothing to do, and why. */
    public void absent(String reason) {
        found.put(ABSENT, reason);
        save();
    }

    void complete() {
        found.put(COMPLETE, true);
        save();
    }

    private void save() {
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            MAPPER.writeValue(beside.toFile(), found);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
