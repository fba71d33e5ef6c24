package org.dl4jquantum.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.samples.mnist.DigitBatches;
import org.dl4jquantum.samples.mnist.Distortion;
import org.dl4jquantum.samples.mnist.HybridNetwork;
import org.dl4jquantum.samples.mnist.MnistNetwork;
import org.dl4jquantum.samples.mnist.TextbookNetwork;
import org.dl4jquantum.samples.mnist.ZeroOneDigits;
import org.dl4jquantum.samples.report.OutputFolder;
import org.dl4jquantum.samples.report.TrainingReport;
import org.dl4jquantum.samples.training.ClassicalThreads;
import org.dl4jquantum.samples.training.Training;
import org.dl4jquantum.samples.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a hybrid network on handwritten zeros and ones, and its classical twin beside it. */
@Command(
        name = "mnist",
        description = "Teaches a hybrid quantum-classical network to tell handwritten zeros from ones.",
        sortOptions = false)
final class MnistSample implements Callable<Integer> {
    private static final Distortion DISTORTION = new Distortion(12, 0.1, 2);
    private static final int TEST_BATCH_SIZE = 200;
    private static final int MANY_IMAGES = 5_000;
    private static final int EPOCHS_OF_MANY = 4;
    private static final int EPOCHS_OF_FEW = 12;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--net",
            paramLabel = "NET",
            defaultValue = "hybrid",
            description = {
                "hybrid (default): a circuit of 4 qubits between a small CNN and a softmax.",
                "textbook: a CNN that ends in a circuit of 1 qubit, from the Qiskit textbook."
            })
    private Net net;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with the four canonical MNIST files, .gz or plain. Default: embedded digits, "
                    + "1,000 to train on and 400 to test on.")
    private Path data;

    @Option(names = "--images", paramLabel = "N", description = "Use only the first N images of each set.")
    private Integer images;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images. Default: 12, or 4 for more than 5,000 images.")
    private Integer epochs;

    @Option(
            names = "--shots",
            paramLabel = "N",
            defaultValue = "0",
            description = "Measure each circuit N times. Default: 0, exact values.")
    private int shots;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Simulator to use. Default: auto, the fastest present.")
    private String engine;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "A seed repeats a run exactly. Default: 1.")
    private long seed;

    @Option(names = "--no-twin", description = "Do not train the classical twin.")
    private boolean noTwin;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/mnist",
            description = "Folder for the model and the picture. Default: out/mnist.")
    private Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** The networks to choose from. */
    private enum Net {
        HYBRID,
        TEXTBOOK;

        MnistNetwork network(long seed, int iterations) {
            return this == HYBRID ? new HybridNetwork(seed, iterations) : new TextbookNetwork(seed, iterations);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        atLeast("--images", images, 1);
        atLeast("--epochs", epochs, 1);
        atLeast("--shots", shots, 0);
        OutputFolder folder = OutputFolder.at(out);
        ZeroOneDigits digits = data == null ? ZeroOneDigits.embedded() : ZeroOneDigits.ofMnist(data);
        if (images != null) {
            digits = digits.first(images);
        }
        ClassicalThreads.useOne();

        int passes = epochs != null ? epochs : digits.train().size() > MANY_IMAGES ? EPOCHS_OF_MANY : EPOCHS_OF_FEW;
        int batches = (digits.train().size() + MnistNetwork.BATCH_SIZE - 1) / MnistNetwork.BATCH_SIZE;
        MnistNetwork network = net.network(seed, passes * batches);
        ComputationGraph hybrid = initialised(network.withCircuit(engine, shots));
        CircuitLayer circuit = (CircuitLayer) hybrid.getLayer(MnistNetwork.MIDDLE);
        MnistText text = new MnistText(spec.commandLine().getOut());
        text.introduce(digits, net.toString(), hybrid, circuit);
        text.schedule(passes, batches, seed);

        List<TrainingResult> results = new ArrayList<>();
        results.add(trained(net.toString(), hybrid, circuit::circuitNanos, digits, passes));
        if (!noTwin) {
            ComputationGraph twin = initialised(network.withTwin());
            results.add(trained("classical twin", twin, () -> 0, digits, passes));
        }
        text.report(results);

        Path model = folder.save(net + ".zip", hybrid);
        Path picture = folder.save(
                net + ".png",
                TrainingReport.draw(
                        "MNIST 0/1, " + net + " network: test accuracy "
                                + results.get(0).test().score(),
                        digits.describe() + "; seed " + seed,
                        results,
                        digits.test()));
        text.saved(model, picture);
        return 0;
    }

    private static ComputationGraph initialised(ComputationGraphConfiguration configuration) {
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return network;
    }

    private TrainingResult trained(
            String name, ComputationGraph network, LongSupplier quantumNanos, ZeroOneDigits digits, int passes) {
        return new Training(name, network, quantumNanos)
                .run(
                        DigitBatches.forTraining(digits.train(), MnistNetwork.BATCH_SIZE, DISTORTION, seed),
                        DigitBatches.forTesting(digits.test(), TEST_BATCH_SIZE),
                        passes);
    }

    private void atLeast(String option, Integer value, int least) {
        if (value != null && value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": received " + value + ", must be at least " + least);
        }
    }
}
