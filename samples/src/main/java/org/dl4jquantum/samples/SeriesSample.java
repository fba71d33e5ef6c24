package org.dl4jquantum.samples;

import java.util.Locale;
import org.dl4jquantum.samples.layers.ParityTask;
import org.dl4jquantum.samples.layers.SineTask;
import org.dl4jquantum.samples.layers.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An LSTM with circuits in its gates learns time series. */
@Command(
        name = "series",
        description = "Teaches an LSTM with circuits in its gates to go on with a sine, or to count bits.",
        sortOptions = false)
final class SeriesSample extends TaskSample {
    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "sine",
            description = {
                "sine (default): the next number of a wave of any phase.",
                "parity: whether the number of ones so far is odd."
            })
    private Kind kind;

    /** The tasks to choose from. */
    private enum Kind {
        SINE,
        PARITY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    Task task(long ofSeed) {
        return kind == Kind.SINE ? new SineTask(ofSeed) : new ParityTask(ofSeed);
    }
}
