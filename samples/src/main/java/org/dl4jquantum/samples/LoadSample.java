package org.dl4jquantum.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dl4jquantum.samples.serving.LoadTest;
import org.dl4jquantum.samples.serving.PredictionServer;
import org.dl4jquantum.samples.serving.Predictor;
import org.dl4jquantum.samples.serving.ServerLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a saved network, and asks it for predictions from several clients at a time. */
@Command(
        name = "load",
        description = "Serves a saved network, asks it from several clients at a time, and says how long answers took.",
        sortOptions = false)
final class LoadSample implements Callable<Integer> {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "Clients at a time. Default: 8.")
    private int clients;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1", description = "Rows of a request. Default: 1.")
    private int rows;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "Time. Default: 60 seconds.")
    private int seconds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadTest test = new LoadTest(clients, rows, Duration.ofSeconds(seconds));
        Predictor predictor = model.load();
        double[] row = new double[predictor.numInputs()];
        Arrays.fill(row, 1);
        LoadTest.Result result;
        try (PredictionServer server = new PredictionServer(predictor, "127.0.0.1", 0, ServerLimits.standard())) {
            URI predict = URI.create("http://127.0.0.1:" + server.address().getPort() + "/predict");
            result = test.run(predict, row);
        }
        report(result);
        return result.errors() == 0 ? 0 : 1;
    }

    private void report(LoadTest.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        long requests = result.latencies().getTotalCount();
        out.printf(
                Locale.ROOT,
                "%d clients, %d %s a request, %.0f s: %,d requests, %,.0f a second, %d errors%n",
                clients,
                rows,
                rows == 1 ? "row" : "rows",
                result.seconds(),
                requests,
                requests / result.seconds(),
                result.errors());
        for (double percentile : PERCENTILES) {
            out.printf(
                    Locale.ROOT,
                    "%5.1f %% of answers within %.2f ms%n",
                    percentile,
                    result.latencies().getValueAtPercentile(percentile) / 1e3);
        }
        out.flush();
    }
}
