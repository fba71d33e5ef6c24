package org.dl4jquantum.samples.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookRunTest {
    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    private void run(Notebook notebook) throws IOException {
        try (NotebookRun run = new NotebookRun(notebook, folder, line -> lines.add(String.valueOf(line)))) {
            run.run();
        }
    }

    private static Notebook of(String source) {
        return new Notebook("own", List.of(new Notebook.Cell("# Mine", source, false)));
    }

    @Test
    void knowsAllNotebooks() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("notebooks", "sources"))) {
            assertEquals(
                    sources.map(file -> file.getFileName().toString().replace(".md", ""))
                            .sorted()
                            .toList(),
                    Notebook.NAMES);
        }
    }

    @Test
    void cellsThatSaySoShowPictures() throws IOException {
        Notebook notebook = Notebook.find("1");
        run(notebook);
        long shown = notebook.cells().stream().filter(Notebook.Cell::hasPicture).count();
        assertTrue(shown > 0);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(shown, files.count());
        }
        assertEquals(shown, lines.stream().filter(line -> line.endsWith(".png")).count());
    }

    @Test
    void valuesThatAreNoPicturesArePrinted() throws IOException {
        run(of("int half = 21;\nint twice(int n) { return 2 * n; }\ntwice(half)"));
        assertEquals("42", lines.get(lines.size() - 1));
    }

    @Test
    void aCellThatDoesNotCompileIsNamed() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> run(of("Circui none = null;")));
        assertTrue(e.getMessage().startsWith("own, cell 1: cannot find symbol"), e.getMessage());
        assertTrue(e.getMessage().endsWith("Circui none = null;"), e.getMessage());
    }

    @Test
    void aCellThatFailsIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> run(of("Circuit.builder(0).build();")));
        assertTrue(e.getMessage().startsWith("own, cell 1: java.lang.IllegalArgumentException: "), e.getMessage());
    }

    @Test
    void anUnknownNotebookIsRefusedWithTheKnownOnes() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Notebook.find("9"));
        assertTrue(e.getMessage().startsWith("\"9\": unknown, known are 1-first-circuit, "), e.getMessage());
    }
}
