package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The largest batch that a network can train on. Batches are tried with real training steps, doubled until memory runs
 * out or the limit is reached, then halved between the last that fitted and the first that did not, to within an eighth.
 * The network is left as it was: parameters, updater state and iteration count to the bit.
 *
 * <p>Memory outside the heap is bounded by {@code -Dorg.bytedeco.javacpp.maxphysicalbytes}; without a bound the system
 * may end the JVM before an error arrives. That bound is soft, so train with {@link Result#recommended}.
 */
public final class LargestBatch {
    /** Part of the largest batch that leaves room for what changes between steps. */
    private static final double SAFETY = 0.8;

    /** The search ends where the gap is this part of what fits. */
    private static final int RESOLUTION = 8;

    private LargestBatch() {}

    /**
     * One batch size that was tried.
     *
     * @param size examples
     * @param fits whether a training step went through
     */
    public record Attempt(int size, boolean fits) {}

    /**
     * What was found.
     *
     * @param size the largest batch that fitted, 0 if none
     * @param attempts in the order they were made
     */
    public record Result(int size, List<Attempt> attempts) {
        public Result {
            attempts = List.copyOf(attempts);
        }

        /** Four fifths of the largest, at least 1 where one fitted. */
        public int recommended() {
            return size == 0 ? 0 : Math.max(1, (int) (SAFETY * size));
        }
    }

    /**
     * Searches.
     *
     * @param model an initialised network
     * @param batches makes a batch of so many examples; it is closed after its step
     * @param limit largest batch to try, at least 1
     * @throws IllegalArgumentException if the network is not initialised or the limit is below 1
     */
    public static Result find(Model model, IntFunction<DataSet> batches, int limit) {
        Network network = Network.of(model);
        if (limit < 1) {
            throw new IllegalArgumentException("largest batch: limit " + limit + ", at least 1 is needed");
        }
        List<Attempt> attempts = new ArrayList<>();
        int fits = 0;
        int fails = limit + 1;
        int next = 1;
        while (next > fits && next < fails && (fits == 0 || fails - fits > fits / RESOLUTION)) {
            boolean fit = fits(network, batches, next);
            attempts.add(new Attempt(next, fit));
            if (fit) {
                fits = next;
            } else {
                fails = next;
            }
            boolean failedBefore = fails <= limit;
            next = failedBefore ? fits + (fails - fits) / 2 : (int) Math.min(2L * fits, limit);
        }
        return new Result(fits, attempts);
    }

    private static boolean fits(Network network, IntFunction<DataSet> batches, int size) {
        PartState before = new PartState(network, network.params());
        int iteration = network.iteration();
        DataSet data = null;
        try {
            data = batches.apply(size);
            network.fit(data);
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!MemoryErrors.isExhausted(e)) {
                throw e;
            }
            return false;
        } finally {
            MemoryErrors.release(network);
            before.restore();
            network.setIteration(iteration);
            close(data);
        }
    }

    private static void close(DataSet data) {
        if (data != null) {
            for (INDArray array : new INDArray[] {data.getFeatures(), data.getLabels()}) {
                if (array != null && array.closeable()) {
                    array.close();
                }
            }
        }
    }
}
