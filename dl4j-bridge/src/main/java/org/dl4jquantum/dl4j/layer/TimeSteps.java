package org.dl4jquantum.dl4j.layer;

import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Steps of time series [batch, size, time]. */
final class TimeSteps {
    /** Steps of one training iteration that draw random numbers of their own; longer series begin again. */
    private static final long STEPS = 4096;
    /** Streams of training lie below this, those of inference above. */
    private static final long HALF_OF_STREAMS = 0x80000000L;

    private TimeSteps() {}

    /** The view [batch, size] of one step. */
    static INDArray of(INDArray series, long step) {
        return series.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step));
    }

    /** Names the random numbers of a step. */
    static long iteration(long iteration, long step) {
        return iteration == RandomKey.INFERENCE
                ? RandomKey.INFERENCE - step % STEPS
                : (iteration * STEPS + step % STEPS) % HALF_OF_STREAMS;
    }
}
