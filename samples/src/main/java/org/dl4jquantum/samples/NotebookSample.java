package org.dl4jquantum.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.dl4jquantum.samples.notebooks.Notebook;
import org.dl4jquantum.samples.notebooks.NotebookRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the program of a notebook where there is no Jupyter. */
@Command(
        name = "notebook",
        description = "Runs the cells of a notebook without Jupyter, and keeps the pictures that they show.",
        sortOptions = false)
final class NotebookSample implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Its name or its number: ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/notebooks",
            description = "Folder for the pictures. Default: out/notebooks.")
    private Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** For the help. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Notebook.NAMES.iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        try (NotebookRun run = new NotebookRun(Notebook.find(name), out, NotebookSample::say)) {
            run.run();
        }
        return 0;
    }

    /** Where cells print too. */
    private static void say(Object line) {
        System.out.println(line);
    }
}
