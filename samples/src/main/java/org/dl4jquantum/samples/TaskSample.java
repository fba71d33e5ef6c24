package org.dl4jquantum.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.samples.layers.Task;
import org.dl4jquantum.samples.training.ClassicalThreads;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network with a quantum layer and its classical twin on a task, and says what each reaches. */
abstract class TaskSample implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(names = "--passes", paramLabel = "N", description = "Passes over the training set.")
    private Integer passes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "A seed repeats a run exactly. Default: 1.")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** The task that the options name. */
    abstract Task task(long ofSeed) throws IOException;

    @Override
    public Integer call() throws IOException {
        atLeastOne("--passes", passes);
        ClassicalThreads.useOne();
        Task task = task(seed);
        int rounds = passes == null ? task.passes() : passes;
        say("task:     %s", task.describe());
        say("training: %d %s, seed %d", rounds, rounds == 1 ? "pass" : "passes", seed);
        train("quantum", task.quantum(), task, rounds);
        // Again from the start, so that both see the same batches.
        Task again = task(seed);
        train("twin", again.twin(), again, rounds);
        return 0;
    }

    final void atLeastOne(String option, Integer value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + ": received " + value + ", must be at least 1");
        }
    }

    private void train(String name, MultiLayerConfiguration configuration, Task task, int rounds) {
        MultiLayerNetwork network = task.initialized(configuration);
        long start = System.nanoTime();
        double loss = 0;
        for (int pass = 0; pass < rounds; pass++) {
            loss = 0;
            for (DataSet batch : task.batches(pass)) {
                network.fit(batch);
                loss = network.score();
                if (!Double.isFinite(loss)) {
                    throw new IllegalArgumentException("training of " + name + ": loss is " + loss + " in pass "
                            + (pass + 1) + ", must be finite; another seed may help");
                }
            }
        }
        say(
                "%-9s %s, %d weights, last loss %.4f, %.1f seconds",
                name + ":",
                task.figure(network),
                network.numParams(),
                loss,
                (System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
