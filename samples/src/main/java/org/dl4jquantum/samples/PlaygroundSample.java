package org.dl4jquantum.samples;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jquantum.dl4j.display.Picture;
import org.dl4jquantum.dl4j.display.Pictures;
import org.dl4jquantum.samples.layers.Contender;
import org.dl4jquantum.samples.layers.PointCloud;
import org.dl4jquantum.samples.layers.PointsTask;
import org.dl4jquantum.samples.layers.Task;
import org.dl4jquantum.samples.report.Film;
import org.dl4jquantum.samples.report.OutputFolder;
import org.dl4jquantum.samples.report.SideBySide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how what a qubit and its twin say of the plane changes with each pass. */
@Command(
        name = "playground",
        description =
                "Teaches one qubit to tell two clouds of points apart, and draws its decision boundary, and that of"
                        + " its twin, after every pass.",
        sortOptions = false)
final class PlaygroundSample extends TaskSample {
    private static final String FILM = "playground.gif";

    @Option(
            names = "--data",
            paramLabel = "CLOUD",
            defaultValue = "moons",
            description = "circles, moons (default) or spirals.")
    private PointCloud cloud;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "7",
            description = "How often the qubit takes a point. Default: 7.")
    private Integer layers;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/playground",
            description = "Folder for the pictures and the film. Default: out/playground.")
    private Path out;

    private final Film film = new Film();
    private OutputFolder folder;
    private PointsTask task;

    @Override
    Task task(long ofSeed) throws IOException {
        atLeastOne("--layers", layers);
        folder = OutputFolder.at(out);
        task = new PointsTask(ofSeed, cloud, layers);
        return task;
    }

    @Override
    public Integer call() throws IOException {
        int status = super.call();
        say("film:     %s", folder.save(FILM, film.gif()));
        return status;
    }

    /** Draws what each says of the plane, side by side. */
    @Override
    void after(int pass, List<Contender> contenders) throws IOException {
        Map<String, Picture> boundaries = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            String heading = contender.name() + ", " + contender.network().numParams() + " weights, pass " + pass;
            boundaries.put(heading, Pictures.decisionBoundary(contender.network(), task.test()));
        }
        Picture picture = SideBySide.of("Decision boundaries after pass " + pass, boundaries);
        picture.save(out.resolve(String.format(Locale.ROOT, "pass-%03d.png", pass)));
        film.add(onScreen(picture));
    }

    /** A film is looked at on a screen: half the pixels of a picture, which may be printed. */
    private static BufferedImage onScreen(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        picture.paint(graphics);
        graphics.dispose();
        return image;
    }
}
