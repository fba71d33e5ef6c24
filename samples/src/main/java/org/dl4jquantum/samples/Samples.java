package org.dl4jquantum.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.nd4j.linalg.factory.Nd4jBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a sample by its name; without a name it lists them. */
@Command(
        name = "samples/run",
        description = "Runs a sample.",
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nSamples:%n",
        footer = {"", "samples/run NAME --help shows the options of a sample."},
        subcommands = {
            MnistSample.class,
            CirclesSample.class,
            PlaygroundSample.class,
            SeriesSample.class,
            QuanvolutionSample.class,
            AttentionSample.class,
            TransferSample.class,
            NotebookSample.class,
            PredictSample.class,
            ServeSample.class,
            LoadSample.class
        })
public final class Samples implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** Runs the sample that the arguments name and ends the program with its exit status. */
    public static void main(String[] args) {
        try {
            System.exit(commandLine().execute(args));
        } catch (ExceptionInInitializerError e) {
            if (!hasNoBackend(e)) {
                throw e;
            }
            System.err.println("samples/run: ND4J finds no backend on the class path: org.nd4j:nd4j-native is needed,"
                    + " and the same with the classifier of this machine, such as linux-x86_64");
            System.exit(1);
        }
    }

    private static boolean hasNoBackend(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(Nd4jBackend.NoAvailableBackendException.class::isInstance);
    }

    /** Returns the command line with all samples. */
    static CommandLine commandLine() {
        return new CommandLine(new Samples())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!isForTheUser(failure)) {
                        throw failure;
                    }
                    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    /** Lists the samples. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Input that does not fit or is not there: its message says all; the trace would only hide it. */
    private static boolean isForTheUser(Exception failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException
                || failure instanceof UnsupportedOperationException
                || failure instanceof EngineUnavailableException;
    }
}
