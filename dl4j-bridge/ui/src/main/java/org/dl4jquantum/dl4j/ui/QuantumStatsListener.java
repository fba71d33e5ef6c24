package org.dl4jquantum.dl4j.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jquantum.dl4j.ui.record.LayerStats;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A listener that posts the circuits of a network once, and in every n-th iteration, from the first on, their angles,
 * gradients, outputs and time: {@link TrainingUpdate}. It follows the first network that calls it and passes over others,
 * such as the further workers of a ParallelWrapper. {@link QuantumDashboard} adds one; on its own it serves storages
 * elsewhere, such as a {@code RemoteUIStatsStorageRouter}.
 */
public final class QuantumStatsListener extends BaseTrainingListener {
    private final StatsStorageRouter router;
    private final String session;
    private final String worker;
    private final int every;

    private Model network;
    private List<LayerReader> layers = List.of();
    private long iterations;
    private long postedIterations;
    private long postedNanos;
    private long postedTime;
    private double quantumSquares = Double.NaN;
    private double classicalSquares = Double.NaN;

    /**
     * Made for one training.
     *
     * @param router where records go
     * @param session under which the page lists them; give a {@code StatsListener} the same
     * @param worker name of this worker
     * @param every n, at least 1
     * @throws IllegalArgumentException if n is smaller
     */
    public QuantumStatsListener(StatsStorageRouter router, String session, String worker, int every) {
        if (every < 1) {
            throw new IllegalArgumentException(
                    "quantum statistics: every " + every + " iterations, at least 1 is needed");
        }
        this.router = router;
        this.session = session;
        this.worker = worker;
        this.every = every;
    }

    @Override
    public synchronized void onForwardPass(Model model, Map<String, INDArray> activations) {
        if (isDue(model)) {
            for (LayerReader layer : layers) {
                take(layer, activations.get(layer.name()));
            }
        }
    }

    @Override
    public synchronized void onForwardPass(Model model, List<INDArray> activations) {
        if (isDue(model)) {
            for (LayerReader layer : layers) {
                // The list begins with the inputs of the network, and ends before its last layer.
                int place = Integer.parseInt(layer.name()) + 1;
                take(layer, place < activations.size() ? activations.get(place) : null);
            }
        }
    }

    private static void take(LayerReader layer, INDArray outputs) {
        if (outputs != null) {
            outsideWorkspaces(() -> layer.outputs(outputs));
        }
    }

    @Override
    public synchronized void onGradientCalculation(Model model) {
        if (isDue(model)) {
            outsideWorkspaces(() -> takeGradients(model));
        }
    }

    private void takeGradients(Model model) {
        Map<String, INDArray> gradients = model.gradient().gradientForVariable();
        int batch = model.batchSize();
        quantumSquares = 0;
        Set<String> quantum = new HashSet<>();
        for (LayerReader layer : layers) {
            quantumSquares += layer.gradients(gradients, batch);
            quantum.addAll(layer.gradientNames());
        }
        classicalSquares = 0;
        gradients.forEach((name, gradient) -> {
            if (!quantum.contains(name)) {
                double norm = gradient.norm2Number().doubleValue() / batch;
                classicalSquares += norm * norm;
            }
        });
    }

    /** Arrays made on the way are freed at once, and the network's workspaces keep their size. */
    @SuppressWarnings("try") // closing is all that the scope is for
    private static void outsideWorkspaces(Runnable reading) {
        try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            reading.run();
        }
    }

    @Override
    public synchronized void iterationDone(Model model, int iteration, int epoch) {
        if (model == network || network == null) {
            if (isDue(model)) {
                outsideWorkspaces(() -> post(model, iteration, epoch));
            }
            iterations++;
        }
    }

    private void post(Model model, int iteration, int epoch) {
        long now = System.nanoTime();
        boolean first = postedTime == 0;
        if (first) {
            router.putStaticInfo(new NetworkInfo(
                    session,
                    worker,
                    time(),
                    layers.stream().map(LayerReader::info).toList()));
        }
        long passed = Math.max(1, iterations - postedIterations);
        double seconds = first ? Double.NaN : (now - postedNanos) / 1e9 / passed;
        TrainingUpdate.Figures figures = new TrainingUpdate.Figures(
                iteration, epoch, model.score(), Math.sqrt(quantumSquares), Math.sqrt(classicalSquares), seconds);
        List<LayerStats> stats =
                layers.stream().map(layer -> layer.stats(passed, first)).toList();
        router.putUpdate(new TrainingUpdate(session, worker, time(), figures, stats));
        postedIterations = iterations;
        postedNanos = now;
        quantumSquares = Double.NaN;
        classicalSquares = Double.NaN;
    }

    /** Storages know records by the millisecond: two in one would be one. */
    private long time() {
        postedTime = Math.max(System.currentTimeMillis(), postedTime + 1);
        return postedTime;
    }

    private boolean isDue(Model model) {
        if (network == null) {
            network = model;
            layers = WatchedNetwork.quantumLayers(model).entrySet().stream()
                    .map(entry -> new LayerReader(entry.getKey(), entry.getValue()))
                    .toList();
        }
        return model == network && iterations % every == 0;
    }
}
