package org.dl4jquantum.dl4j.training;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.sim.algorithm.Rotosolve;
import org.dl4jquantum.sim.algorithm.Spsa;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains the quantum part of a network by methods made for circuits, in place of DL4J's updaters; classical parameters
 * stay as they are. In turn with {@code network.fit}, or with a layer-wise learning rate of 0 for quantum layers, it is a
 * part of ordinary training. The objective is {@code network.score(data)}, regularisation included. Iterations are
 * counted, and listeners told, as by {@code fit}.
 *
 * <ul>
 *   <li>{@value #NATURAL_GRADIENT}: the gradient of DL4J's backward pass through the block-diagonal metric of the circuit's
 *       states (arXiv:1909.02108);
 *   <li>{@value #SPSA}: two scores a step, whatever the number of weights;
 *   <li>{@value #QNSPSA}: SPSA with an estimated metric (arXiv:2103.09232);
 *   <li>{@value #ROTOSOLVE}: three scores a weight, each set to its minimum where that lowers the score
 *       (arXiv:1905.09692).
 * </ul>
 *
 * {@value #NATURAL_GRADIENT} and {@value #QNSPSA} need circuits' states, of pure circuits of rotations. Where a circuit
 * runs several times for a sample, over patches or time steps, the metric is averaged over these too.
 */
public final class QuantumTraining {
    public static final String NATURAL_GRADIENT = "natural-gradient";
    public static final String SPSA = "spsa";
    public static final String QNSPSA = "qnspsa";
    public static final String ROTOSOLVE = "rotosolve";

    /** Names of all methods. */
    public static final List<String> METHODS = List.of(NATURAL_GRADIENT, SPSA, QNSPSA, ROTOSOLVE);

    private final Network network;
    private final QuantumWeights weights;
    private final QuantumStep method;

    /**
     * Settings of a method.
     *
     * @param learningRate step size, positive; Rotosolve has none
     * @param perturbation of SPSA and QNSPSA in radians, positive
     * @param damping added to the metric, positive
     * @param samples rows of a batch that the metric is averaged over, at least 1
     * @param seed of random directions
     */
    public record Settings(double learningRate, double perturbation, double damping, int samples, long seed) {
        public Settings {
            if (samples < 1) {
                throw new IllegalArgumentException(
                        "quantum training: metric of " + samples + " samples, at least 1 is needed");
            }
        }

        /** Step 0.1, perturbation 0.1, damping 0.1, 8 samples, seed 1. */
        public static Settings standard() {
            return new Settings(0.1, 0.1, 0.1, 8, 1);
        }

        public Settings withLearningRate(double rate) {
            return new Settings(rate, perturbation, damping, samples, seed);
        }
    }

    /** With {@link Settings#standard}. */
    public QuantumTraining(Model model, String method) {
        this(model, method, Settings.standard());
    }

    /**
     * Training of a network by a method.
     *
     * @param model an initialised network with a quantum layer that has weights
     * @param method one of {@link #METHODS}
     * @throws IllegalArgumentException if the method is unknown, a setting cannot work, there is no quantum layer, or the
     *     network is not initialised
     * @throws UnsupportedOperationException if the method needs states that an engine cannot give
     */
    public QuantumTraining(Model model, String method, Settings settings) {
        network = Network.of(model);
        QuantumParts.required("quantum training", network);
        weights = new QuantumWeights(network);
        this.method = switch (method) {
            case NATURAL_GRADIENT -> new NaturalGradientStep(network, weights, settings);
            case SPSA ->
                new ScoreStep(
                        network,
                        weights,
                        data -> new Spsa(settings.learningRate, settings.perturbation, 0, settings.seed));
            case QNSPSA -> ScoreStep.withMetric(network, weights, settings);
            case ROTOSOLVE -> new ScoreStep(network, weights, data -> new Rotosolve());
            default ->
                throw new IllegalArgumentException(
                        "quantum training: method \"" + method + "\" unknown, known are " + METHODS);
        };
    }

    /**
     * Takes steps on one batch.
     *
     * @param steps at least 1
     * @return the score after the last step
     * @throws IllegalArgumentException if steps is below 1
     */
    public double fit(DataSet data, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("quantum training: " + steps + " steps, at least 1 is needed");
        }
        for (int step = 0; step < steps; step++) {
            double[] before = weights.read();
            try {
                weights.write(method.next(data, before, network.iteration()));
            } catch (RuntimeException | Error e) {
                weights.write(before);
                throw e;
            }
            network.listeners()
                    .forEach(listener -> listener.iterationDone(network.model(), network.iteration(), network.epoch()));
            network.setIteration(network.iteration() + 1);
        }
        return network.score(data);
    }
}
