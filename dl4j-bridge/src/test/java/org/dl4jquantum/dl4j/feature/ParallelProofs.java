package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.parallelism.ParallelInference;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.inference.InferenceMode;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Several threads. */
final class ParallelProofs {
    private static final int CALLS = 10;
    private static final double FLOAT_ROUNDING = 1e-5;

    private ParallelProofs() {}

    static void parallelWrapper(Trial trial) throws Exception {
        Network network = trial.network(TestNetworks.training(DataType.FLOAT).updater(new Adam(0.05)), trial.layer());
        DataSet data = trial.data(DataType.FLOAT, 6);
        double before = network.score(data);
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network.model())
                .workers(2)
                .averagingFrequency(1)
                .prefetchBuffer(2)
                .build();
        try {
            wrapper.fit(new ListDataSetIterator<>(Collections.nCopies(80, data), 6));
        } finally {
            wrapper.close();
        }
        double after = network.score(data);
        assertTrue(after < 0.95 * before, before + " -> " + after);
    }

    static void parallelInference(Trial trial) throws Exception {
        Network network = trial.trained();
        for (InferenceMode mode : InferenceMode.values()) {
            ParallelInference inference = new ParallelInference.Builder(network.model())
                    .inferenceMode(mode)
                    .workers(2)
                    .batchLimit(8)
                    .build();
            try {
                assertAnswersAgree(trial, network, inference::output, 4);
            } finally {
                inference.shutdown();
            }
        }
    }

    static void threadsOnOneOutput(Trial trial) throws Exception {
        Network network = trial.trained();
        assertAnswersAgree(trial, network, network::output, 8);
    }

    private static void assertAnswersAgree(Trial trial, Network network, UnaryOperator<INDArray> answer, int threads)
            throws Exception {
        List<INDArray> features = new ArrayList<>();
        List<INDArray> expected = new ArrayList<>();
        for (int batch = 1; batch <= 5; batch++) {
            features.add(trial.features(DataType.FLOAT, batch));
            expected.add(network.output(features.get(batch - 1)).dup());
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> errors = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                errors.add(pool.submit(() -> {
                    double largest = 0;
                    for (int call = 0; call < CALLS; call++) {
                        int which = (first + call) % features.size();
                        INDArray y = answer.apply(features.get(which));
                        largest = Math.max(
                                largest, y.sub(expected.get(which)).amaxNumber().doubleValue());
                    }
                    return largest;
                }));
            }
            for (Future<Double> error : errors) {
                assertEquals(0, error.get(), FLOAT_ROUNDING);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
