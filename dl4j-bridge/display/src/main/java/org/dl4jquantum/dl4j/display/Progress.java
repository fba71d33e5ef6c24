package org.dl4jquantum.dl4j.display;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar with the time left. In a terminal it redraws one line on the error stream, so that results can be piped
 * away; in a notebook it redraws one line of the cell's output; elsewhere, as in a log file, it writes a new line every few
 * seconds.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of("training", 100)) {
 *     for (int i = 0; i < 100; i++) {
 *         network.fit(data);
 *         progress.step();
 *     }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final int LIVE_INTERVAL_MILLIS = 200;
    private static final int LOG_INTERVAL_MILLIS = 5_000;
    private static final int WIDTH = 100;

    private final ProgressBar bar;
    private final Runnable end;

    /** Where a bar is shown. */
    enum Place {
        TERMINAL,
        NOTEBOOK,
        LOG
    }

    private Progress(ProgressBar bar, Runnable end) {
        this.bar = bar;
        this.end = end;
    }

    /**
     * Shows a bar.
     *
     * @param task what is going on
     * @param steps how many steps it has, at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    public static Progress of(String task, long steps) {
        Place place = KernelDisplay.isKernel() ? Place.NOTEBOOK : isTerminal() ? Place.TERMINAL : Place.LOG;
        return of(task, steps, place, place == Place.NOTEBOOK ? System.out : System.err);
    }

    static Progress of(String task, long steps, Place place, PrintStream out) {
        if (steps < 1) {
            throw new IllegalArgumentException("progress \"" + task + "\": " + steps + " steps, at least 1 is needed");
        }
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(
                        place == Place.NOTEBOOK || canDrawBlocks()
                                ? ProgressBarStyle.UNICODE_BLOCK
                                : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(place == Place.LOG ? LOG_INTERVAL_MILLIS : LIVE_INTERVAL_MILLIS);
        // In a terminal the library finds out about its width by itself.
        if (place != Place.TERMINAL) {
            Consumer<String> lines = place == Place.NOTEBOOK ? line -> redraw(out, line) : new ChangedLines(out);
            builder.setConsumer(new DelegatingProgressBarConsumer(lines, WIDTH));
        }
        // What is printed next is not to stand behind the bar.
        return new Progress(builder.build(), place == Place.NOTEBOOK ? out::println : () -> {});
    }

    private static void redraw(PrintStream out, String line) {
        out.print('\r' + line);
        out.flush();
    }

    /** JDK 22 and newer may have a console that is no terminal, and a method that tells; older ones have neither. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static boolean canDrawBlocks() {
        String declared = System.getProperty("stderr.encoding", System.getProperty("sun.stderr.encoding"));
        Charset charset = declared == null ? Charset.defaultCharset() : Charset.forName(declared);
        return charset.newEncoder().canEncode('█');
    }

    /** Takes one step. */
    public void step() {
        bar.step();
    }

    /** Goes to a step, from 0 on. */
    public void stepTo(long step) {
        bar.stepTo(step);
    }

    /** Shows a message behind the bar. */
    public void message(String text) {
        bar.setExtraMessage(" " + text);
    }

    /** Draws the bar for the last time. */
    @Override
    public void close() {
        bar.close();
        end.run();
    }

    /** Prints a line unless it is the last one again. */
    private static final class ChangedLines implements Consumer<String> {
        private final PrintStream out;
        private String last = "";

        ChangedLines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void accept(String line) {
            if (!line.equals(last)) {
                out.println(line);
                last = line;
            }
        }
    }
}
