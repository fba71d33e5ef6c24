package org.dl4jquantum.samples;

import org.dl4jquantum.samples.layers.PointCloud;
import org.dl4jquantum.samples.layers.PointsTask;
import org.dl4jquantum.samples.layers.Task;
import picocli.CommandLine.Command;

/** One qubit that takes its inputs again and again tells two circles apart. */
@Command(
        name = "circles",
        description = "Teaches one qubit, which takes its inputs seven times, to tell two circles apart.",
        sortOptions = false)
final class CirclesSample extends TaskSample {
    private static final int LAYERS = 7;

    @Override
    Task task(long ofSeed) {
        return new PointsTask(ofSeed, PointCloud.CIRCLES, LAYERS);
    }
}
