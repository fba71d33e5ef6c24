package org.dl4jquantum.dl4j.training;

import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that compares the gradients of the two parts of a network: the ratio of root mean squares, {@code rms(dL/dw
 * quantum) / rms(dL/dw classical)}, before clipping and updater. Outside 0.1..10 one part learns while the other stands
 * still, and a warning is logged when that begins; its remedy is {@link PartUpdaters#setLearningRates}.
 */
public final class GradientBalance extends BaseTrainingListener {
    /** A ratio below this is out of balance. */
    public static final double LOWEST = 0.1;

    /** A ratio above this is out of balance. */
    public static final double HIGHEST = 10;

    private static final Logger LOG = LoggerFactory.getLogger(GradientBalance.class);

    private final Network network;
    private final List<ParamRange> quantum;
    private final List<ParamRange> classical;
    private double ratio = Double.NaN;
    private int warnings;

    /**
     * To be added to the listeners of this network.
     *
     * @throws IllegalArgumentException if the network is not initialised, or one of the parts has no parameters
     */
    public GradientBalance(Model model) {
        network = Network.of(model);
        QuantumParts.required("gradient balance", network);
        quantum = network.params(true);
        classical = network.params(false);
        if (quantum.isEmpty() || classical.isEmpty()) {
            throw new IllegalArgumentException("gradient balance: no " + (quantum.isEmpty() ? "quantum" : "classical")
                    + " parameters, both parts need some");
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        if (model != network.model()) {
            throw new IllegalArgumentException(
                    "gradient balance: called by another network than the one it was made for; make one for each");
        }
        boolean wasBalanced = isBalanced();
        ratio = rms(quantum) / rms(classical);
        if (wasBalanced && !isBalanced()) {
            warnings++;
            LOG.warn(
                    "gradient balance: quantum to classical {} at iteration {}, outside {}..{}; "
                            + "set learning rates of their own",
                    ratio,
                    network.iteration(),
                    LOWEST,
                    HIGHEST);
        }
    }

    private double rms(List<ParamRange> ranges) {
        INDArray gradient = network.gradientView();
        double squares = 0;
        long count = 0;
        for (ParamRange range : ranges) {
            double norm = range.of(gradient).norm2Number().doubleValue();
            squares += norm * norm;
            count += range.length();
        }
        return Math.sqrt(squares / count);
    }

    /** The ratio of the last iteration: 0 or infinite where one part has no gradient at all, empty before the first. */
    public OptionalDouble ratio() {
        return Double.isNaN(ratio) ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    /** Whether the last ratio lies in 0.1..10; true before the first. */
    public boolean isBalanced() {
        return Double.isNaN(ratio) || (ratio >= LOWEST && ratio <= HIGHEST);
    }

    /** How often balance was lost. */
    public int warnings() {
        return warnings;
    }
}
