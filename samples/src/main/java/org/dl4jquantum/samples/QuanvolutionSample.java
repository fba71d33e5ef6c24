package org.dl4jquantum.samples;

import java.io.IOException;
import org.dl4jquantum.samples.layers.QuanvolutionTask;
import org.dl4jquantum.samples.layers.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A circuit as a filter of images tells handwritten zeros from ones. */
@Command(
        name = "quanvolution",
        description = "Teaches a circuit that filters images to tell handwritten zeros from ones.",
        sortOptions = false)
final class QuanvolutionSample extends TaskSample {
    @Option(names = "--images", paramLabel = "N", description = "Use only the first N images of each set.")
    private Integer images;

    @Override
    Task task(long ofSeed) throws IOException {
        atLeastOne("--images", images);
        return new QuanvolutionTask(ofSeed, images == null ? 0 : images);
    }
}
