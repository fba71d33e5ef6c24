package org.dl4jquantum.samples.mnist;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A learning rate that falls smoothly: large steps to find the place, small ones to settle. */
final class LearningRate {
    /** What is left of the rate at the end of training. */
    private static final double FINAL_FRACTION = 0.02;

    private LearningRate() {}

    /**
     * Adam with a falling rate.
     *
     * @param start rate of the first iteration
     * @param iterations after which a fiftieth of it is left
     */
    static IUpdater falling(double start, int iterations) {
        double decay = Math.pow(FINAL_FRACTION, 1.0 / Math.max(1, iterations));
        return new Adam(new ExponentialSchedule(ScheduleType.ITERATION, start, decay));
    }
}
