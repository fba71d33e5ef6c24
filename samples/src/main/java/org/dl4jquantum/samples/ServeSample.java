package org.dl4jquantum.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dl4jquantum.samples.serving.PredictionServer;
import org.dl4jquantum.samples.serving.ServerLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a saved network over HTTP until it is stopped. */
@Command(
        name = "serve",
        description = "Predicts by a saved network over HTTP: POST /predict, GET /model, /health, /metrics.",
        sortOptions = false)
final class ServeSample implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen at. Default: 127.0.0.1, for this machine alone.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen at, 0 for any that is free. Default: 8080.")
    private int port;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "4000000",
            description = "Largest request. Default: 4,000,000 bytes.")
    private int bytes;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most rows of a request. Default: 1,000.")
    private int rows;

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most requests in work or waiting; others are told to come again. Default: 64.")
    private int waiting;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port: received " + port + ", allowed is 0 to 65535");
        }
        ServerLimits limits = new ServerLimits(bytes, rows, waiting);
        PrintWriter out = spec.commandLine().getOut();
        try (PredictionServer server = new PredictionServer(model.load(), host, port, limits)) {
            out.println(model.file() + " is served at http://" + host + ":"
                    + server.address().getPort() + "/predict; Ctrl-C ends it");
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
