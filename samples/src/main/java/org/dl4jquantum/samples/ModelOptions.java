package org.dl4jquantum.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dl4jquantum.samples.serving.Predictor;
import picocli.CommandLine.Option;

/** Options that name a saved network. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "A saved network, such as out/mnist/hybrid.zip, which sample mnist writes.")
    private Path model;

    @Option(
            names = "--shape",
            paramLabel = "N",
            required = true,
            split = ",",
            description = "Shape of one example: 4 for rows of 4 numbers, 1,28,28 for the images of sample mnist.")
    private List<Long> shape;

    Predictor load() throws IOException {
        return Predictor.load(model, shape);
    }

    Path file() {
        return model;
    }
}
