package org.dl4jquantum.samples;

import java.io.IOException;
import org.dl4jquantum.samples.layers.Task;
import org.dl4jquantum.samples.layers.TransferTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A frozen CNN with a circuit in its head tells handwritten zeros from ones by a few examples. */
@Command(
        name = "transfer",
        description = "Teaches a circuit upon a frozen CNN to tell handwritten zeros from ones by 100 examples.",
        sortOptions = false)
final class TransferSample extends TaskSample {
    @Option(names = "--images", paramLabel = "N", description = "Use only the first N images of each set.")
    private Integer images;

    @Override
    Task task(long ofSeed) throws IOException {
        atLeastOne("--images", images);
        return new TransferTask(ofSeed, images == null ? 0 : images);
    }
}
