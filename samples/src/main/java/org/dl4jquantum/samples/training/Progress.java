package org.dl4jquantum.samples.training;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar with the time left, on the error stream so that results can be piped away. In a terminal it redraws
 * one line; elsewhere, as in a log file, it writes a new line every few seconds.
 */
final class Progress implements AutoCloseable {
    private static final int TERMINAL_INTERVAL_MILLIS = 200;
    private static final int LOG_INTERVAL_MILLIS = 5_000;
    private static final int LOG_WIDTH = 100;

    private final ProgressBar bar;

    /**
     * Shows the bar.
     *
     * @param task what is going on
     * @param steps how many steps it has
     */
    Progress(String task, long steps) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(canDrawBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(TERMINAL_INTERVAL_MILLIS);
        if (!isTerminal()) {
            builder.setConsumer(new DelegatingProgressBarConsumer(new ChangedLines(System.err), LOG_WIDTH))
                    .setUpdateIntervalMillis(LOG_INTERVAL_MILLIS);
        }
        bar = builder.build();
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
    void step() {
        bar.step();
    }

    /** Shows a message behind the bar. */
    void message(String text) {
        bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
        bar.close();
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
