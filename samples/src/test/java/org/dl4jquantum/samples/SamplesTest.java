package org.dl4jquantum.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.dl4jquantum.samples.layers.PointCloud;
import org.dl4jquantum.samples.mnist.MnistNetwork;
import org.dl4jquantum.samples.report.TrainingReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SamplesTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Samples.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private void runTiny(String options) {
        List<String> arguments = new ArrayList<>(List.of("mnist", "--images", "24", "--epochs", "1"));
        arguments.addAll(List.of("--out", folder.toString()));
        arguments.addAll(List.of(options.split(" ")));
        assertEquals(0, run(arguments.toArray(String[]::new)), err::toString);
    }

    @Test
    void everySampleIsTestedHere() {
        assertEquals(
                Set.of(
                        "mnist",
                        "circles",
                        "playground",
                        "series",
                        "quanvolution",
                        "attention",
                        "transfer",
                        "notebook",
                        "predict",
                        "serve",
                        "load"),
                Samples.commandLine().getSubcommands().keySet());
    }

    @Test
    void listsSamplesWithoutArguments() {
        assertEquals(0, run());
        assertTrue(out.toString().contains("mnist"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "mnist --help",
                "circles --help",
                "playground --help",
                "series --help",
                "quanvolution --help",
                "attention --help",
                "transfer --help",
                "notebook --help",
                "predict --help",
                "serve --help",
                "load --help"
            })
    void explainsItself(String arguments) {
        assertEquals(0, run(arguments.split(" ")));
        assertTrue(out.toString().startsWith("Usage: samples/run"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--net hybrid",
                "--net hybrid --shots 20 --engine reference",
                "--net textbook",
                "--net textbook --shots 100 --no-twin"
            })
    void mnistTrainsReportsAndSaves(String options) throws IOException {
        runTiny(options);
        String net = options.split(" ", -1)[1];
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("test accuracy: [01]\\.\\d{4} \\(\\d+/24\\)")));
        assertEquals(!options.contains("--no-twin"), out.toString().contains("twin"));
        assertEquals(
                TrainingReport.WIDTH,
                ImageIO.read(folder.resolve(net + ".png").toFile()).getWidth());
        var restored = NetworkFile.loadComputationGraph(folder.resolve(net + ".zip"));
        assertEquals(
                net.equals("hybrid") ? 24 : 0,
                restored.getLayer(MnistNetwork.MIDDLE).numParams());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "circles --passes 1",
                "series --passes 1",
                "series --task parity --passes 1",
                "quanvolution --images 24 --passes 1",
                "attention --passes 1",
                "transfer --images 24 --passes 1"
            })
    void layersAndTheirTwinsHaveEquallyManyWeightsAndReportFigures(String arguments) {
        assertEquals(0, run(arguments.split(" ")), err::toString);
        String figure = "(test accuracy [01]\\.\\d{4}|root mean square error \\d+\\.\\d{4}).*";
        List<String> weights = out.toString()
                .lines()
                .filter(line -> line.matches("(quantum|twin): +" + figure + ", \\d+ weights, .* seconds"))
                .map(line -> line.replaceAll(".*, (\\d+) weights.*", "$1"))
                .toList();
        assertEquals(2, weights.size(), out::toString);
        assertEquals(weights.get(0), weights.get(1));
    }

    @Test
    void oneQubitSeparatesTwoCircles() {
        assertEquals(0, run("circles", "--passes", "40", "--seed", "5"), err::toString);
        String accuracy = out.toString()
                .lines()
                .filter(line -> line.startsWith("quantum:"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*accuracy (\\S+) .*", "$1");
        assertTrue(Double.parseDouble(accuracy) >= 0.95, out::toString);
    }

    @ParameterizedTest
    @EnumSource(PointCloud.class)
    void thePlaygroundDrawsTheBoundaryAfterEachPass(PointCloud cloud) throws IOException {
        Path pictures = folder.resolve("playground");
        assertEquals(
                0,
                run("playground", "--data", cloud.toString(), "--passes", "2", "--out", pictures.toString()),
                err::toString);
        Set<Integer> images = new HashSet<>();
        for (int pass = 0; pass <= 2; pass++) {
            BufferedImage image =
                    ImageIO.read(pictures.resolve("pass-00" + pass + ".png").toFile());
            images.add(Arrays.hashCode(
                    image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())));
        }
        assertEquals(3, images.size(), "each pass changes the picture");
        ImageReader film = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(
                pictures.resolve("playground.gif").toFile())) {
            film.setInput(in);
            assertEquals(3, film.getNumImages(true));
        }
        film.dispose();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "circles --passes 0",
                "playground --layers 0",
                "series --passes -1",
                "quanvolution --images 0 --passes 1"
            })
    void tasksNameNumbersThatAreTooSmall(String arguments) {
        assertEquals(2, run(arguments.split(" ")));
        assertTrue(err.toString().contains(", must be at least 1"), err::toString);
    }

    @Test
    void aSeedRepeatsARunAndAnotherDoesNot() {
        runTiny("--seed 3");
        String first = withoutTimes();
        runTiny("--seed 3");
        assertEquals(first, withoutTimes());
        runTiny("--seed 4");
        assertTrue(!first.equals(withoutTimes()), first);
    }

    /** The output so far, which is then forgotten. */
    private String withoutTimes() {
        String text = out.toString().replaceAll("[0-9.]+ seconds|seconds: .*", "");
        out.getBuffer().setLength(0);
        return text;
    }

    @Test
    void mistakesOfTheUserAreOneLine() {
        Path missing = folder.resolve("missing");
        assertEquals(1, run("mnist", "--data", missing.toString(), "--out", folder.toString()));
        assertEquals("mnist: MNIST data: " + missing + " is not a folder" + System.lineSeparator(), err.toString());
    }

    @Test
    void withoutNativeCodeOfNd4jItSaysWhatIsMissing() throws Exception {
        String without = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("nd4j-native"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", without, Samples.class.getName(), "circles")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), said);
        assertTrue(
                said.contains("samples/run: ND4J finds no backend on the class path: org.nd4j:nd4j-native is needed,"
                        + " and the same with the classifier of this machine, such as linux-x86_64"),
                said);
    }

    @Test
    void namesTheEnginesThatThereAre() {
        assertEquals(1, run("mnist", "--engine", "abacus", "--out", folder.toString()));
        assertTrue(err.toString().startsWith("mnist: engine \"abacus\": unknown, known are auto, "), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--epochs 0", "--images 0", "--shots -1"})
    void namesNumbersThatAreTooSmall(String option) throws IOException {
        String[] parts = option.split(" ", -1);
        assertEquals(
                2,
                run(
                        "mnist",
                        parts[0],
                        parts[1],
                        "--out",
                        folder.resolve("unused").toString()));
        String least = option.startsWith("--shots") ? "0" : "1";
        assertTrue(
                err.toString().startsWith(parts[0] + ": received " + parts[1] + ", must be at least " + least),
                err::toString);
        assertTrue(Files.notExists(folder.resolve("unused")));
    }
}
