package org.dl4jquantum.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dl4jquantum.samples.serving.BatchPrediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts the rows of a file. */
@Command(name = "predict", description = "Predicts by a saved network, from CSV to CSV.", sortOptions = false)
final class PredictSample implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Parameters(index = "0", paramLabel = "INPUTS", description = "CSV file, a row for an example.")
    private Path inputs;

    @Parameters(index = "1", paramLabel = "OUTPUTS", description = "CSV file to be written, a row of outputs for each.")
    private Path outputs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "256",
            description = "Rows that are predicted at a time. Default: 256.")
    private int batch;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Override
    public Integer call() throws IOException {
        long rows = new BatchPrediction(model.load(), batch).run(inputs, outputs);
        spec.commandLine().getOut().println(rows + " rows of " + outputs + " written");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
