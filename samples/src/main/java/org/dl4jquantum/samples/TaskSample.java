package org.dl4jquantum.samples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dl4jquantum.samples.layers.Contender;
import org.dl4jquantum.samples.layers.Task;
import org.dl4jquantum.samples.training.ClassicalThreads;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network with a quantum layer and its classical twin on a task, and says what each reaches. */
abstract class TaskSample implements Callable<Integer> {
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
        // Each of a task of its own, so that both see the same batches.
        List<Contender> contenders = List.of(Contender.quantum(task), Contender.twin(task(seed)));
        after(0, contenders);
        for (int pass = 0; pass < rounds; pass++) {
            for (Contender contender : contenders) {
                contender.learn(pass);
            }
            after(pass + 1, contenders);
        }
        for (Contender contender : contenders) {
            say(
                    "%-9s %s, %d weights, last loss %.4f, %.1f seconds",
                    contender.name() + ":",
                    contender.figure(),
                    contender.network().numParams(),
                    contender.loss(),
                    contender.seconds());
        }
        return 0;
    }

    /** Called before the first pass, as number 0, and after each. */
    void after(int pass, List<Contender> contenders) throws IOException {}

    final void atLeastOne(String option, Integer value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + ": received " + value + ", must be at least 1");
        }
    }

    final void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
