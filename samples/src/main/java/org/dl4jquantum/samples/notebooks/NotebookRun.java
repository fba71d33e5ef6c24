package org.dl4jquantum.samples.notebooks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.dl4jquantum.dl4j.display.KernelDisplay;
import org.dl4jquantum.dl4j.display.Picture;
import org.dl4jquantum.samples.report.OutputFolder;

/** Runs the cells of a notebook in this JVM, prints what they print, and keeps the pictures that they show. */
public final class NotebookRun implements AutoCloseable {
    /** The line of the start-up script that only a notebook's kernel can follow. */
    private static final String NEEDS_KERNEL = "KernelDisplay.install();";

    private static final String SHOW = NotebookRun.class.getName() + ".show";

    /** Snippets reach the run that evaluates them by a static method alone, so there is one at a time. */
    private static NotebookRun running;

    private final Notebook notebook;
    private final Path folder;
    private final OutputFolder pictures;
    private final Consumer<Object> out;
    private final JShell shell;
    private int cell;
    private int picturesOfCell;

    /**
     * Prepares to run a notebook.
     *
     * @param folder for its pictures
     * @param out takes lines: values, and the names of pictures
     * @throws IOException if the folder cannot be made
     */
    public NotebookRun(Notebook notebook, Path folder, Consumer<Object> out) throws IOException {
        this.notebook = notebook;
        this.folder = folder;
        this.pictures = OutputFolder.at(folder);
        this.out = out;
        this.shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        running(this);
    }

    private static synchronized void running(NotebookRun run) {
        running = run;
    }

    /** Called by cells: shows a value. */
    public static synchronized void show(Object value) throws IOException {
        running.print(value);
    }

    /**
     * Runs all cells.
     *
     * @throws IllegalArgumentException if a cell does not compile, or fails
     */
    public void run() {
        evaluate(Notebook.startup().replace(NEEDS_KERNEL, ""), "start-up script");
        evaluate("void display(Object value) throws Exception { " + SHOW + "(value); }", "start-up script");
        for (Notebook.Cell each : notebook.cells()) {
            cell++;
            picturesOfCell = 0;
            if (!each.heading().isEmpty()) {
                out.accept(System.lineSeparator() + each.heading());
            }
            String subject = notebook.name() + ", cell " + cell;
            Optional<String> value = evaluate(each.source(), subject);
            value.ifPresent(name -> evaluate(SHOW + "(" + name + ");", subject));
        }
    }

    /** Returns the name of the value with which the source ends, if it does. */
    private Optional<String> evaluate(String source, String subject) {
        Optional<String> value = Optional.empty();
        for (CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(source);
                !next.source().isBlank();
                next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining())) {
            value = Optional.empty();
            for (SnippetEvent event : shell.eval(next.source())) {
                check(event, subject);
                value = valueOf(event);
            }
        }
        return value;
    }

    private static Optional<String> valueOf(SnippetEvent event) {
        if (event.snippet() instanceof ExpressionSnippet expression
                && expression.subKind() == Snippet.SubKind.VAR_VALUE_SUBKIND) {
            return Optional.of(expression.name());
        }
        if (event.snippet() instanceof VarSnippet variable
                && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            return Optional.of(variable.name());
        }
        return Optional.empty();
    }

    private void check(SnippetEvent event, String subject) {
        if (event.snippet() instanceof ErroneousSnippet || event.status() == Snippet.Status.REJECTED) {
            String complaints = shell.diagnostics(event.snippet())
                    .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                    .collect(Collectors.joining("; "));
            throw new IllegalArgumentException(subject + ": " + complaints + System.lineSeparator()
                    + event.snippet().source());
        }
        JShellException failure = event.exception();
        if (failure != null) {
            String name = failure instanceof EvalException thrown ? thrown.getExceptionClassName() + ": " : "";
            throw new IllegalArgumentException(subject + ": " + name + failure.getMessage(), failure);
        }
    }

    private void print(Object value) throws IOException {
        Optional<Picture> picture = KernelDisplay.picture(value);
        if (picture.isPresent()) {
            Path file = folder.resolve(nextName());
            picture.get().save(file);
            out.accept(file);
        } else if (value instanceof BufferedImage image) {
            out.accept(pictures.save(nextName(), image));
        } else {
            out.accept(value);
        }
    }

    private String nextName() {
        picturesOfCell++;
        return String.format(Locale.ROOT, "%s-%02d-%d.png", notebook.name(), cell, picturesOfCell);
    }

    @Override
    public void close() {
        running(null);
        shell.close();
    }
}
