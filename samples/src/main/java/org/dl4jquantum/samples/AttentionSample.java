package org.dl4jquantum.samples;

import org.dl4jquantum.samples.layers.MarkTask;
import org.dl4jquantum.samples.layers.Task;
import picocli.CommandLine.Command;

/** Attention with circuits for queries, keys and values finds what is marked. */
@Command(
        name = "attention",
        description = "Teaches attention with circuits inside to look at the one number of a row that is marked.",
        sortOptions = false)
final class AttentionSample extends TaskSample {
    @Override
    Task task(long ofSeed) {
        return new MarkTask(ofSeed);
    }
}
