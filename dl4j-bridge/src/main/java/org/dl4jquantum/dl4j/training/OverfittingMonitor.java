package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Tells which part of a network learns its training data by heart. It keeps the parameters of the epoch with the best
 * validation score; later each part, quantum or classical, is taken back to them by itself. Where that lowers the
 * validation score, but raises the one on training data, what the part has learned since was overfitting.
 */
public final class OverfittingMonitor {
    private final Network network;
    private final DataSet training;
    private final DataSet validation;
    private final List<Epoch> epochs = new ArrayList<>();
    private INDArray best;
    private int bestEpoch;

    /**
     * The scores after an epoch.
     *
     * @param training on training data
     * @param validation on other data
     */
    public record Epoch(double training, double validation) {
        /** How much better the network knows its training data. */
        public double gap() {
            return validation - training;
        }
    }

    /**
     * What a part has learned since the best epoch.
     *
     * @param memorized by how much it lowered the score on training data
     * @param overfitted by how much it raised the validation score; below 0 it still generalises
     */
    public record Part(double memorized, double overfitted) {
        /** Whether it learned training data at the cost of others. */
        public boolean isOverfitting() {
            return memorized > 0 && overfitted > 0;
        }
    }

    /**
     * Where the network stands.
     *
     * @param bestEpoch the epoch with the lowest validation score, from 0
     * @param epochs all epochs
     */
    public record Report(int bestEpoch, List<Epoch> epochs, Part quantum, Part classical) {
        public Report {
            epochs = List.copyOf(epochs);
        }

        @Override
        public String toString() {
            Epoch last = epochs.get(epochs.size() - 1);
            return String.format(
                    Locale.ROOT,
                    "epoch %d: training %.4f, validation %.4f, best %.4f at epoch %d%n%s%n%s%n",
                    epochs.size() - 1,
                    last.training,
                    last.validation,
                    epochs.get(bestEpoch).validation,
                    bestEpoch,
                    line("quantum", quantum),
                    line("classical", classical));
        }

        private static String line(String name, Part part) {
            return String.format(
                    Locale.ROOT,
                    "%s part: since then training %+.4f, validation %+.4f%s",
                    name,
                    -part.memorized,
                    part.overfitted,
                    part.isOverfitting() ? ", overfitting" : "");
        }
    }

    /**
     * A monitor of a network.
     *
     * @param model an initialised network with a quantum layer
     * @param training a sample of the data it is trained on
     * @param validation data it is not trained on
     * @throws IllegalArgumentException if there is no quantum layer, or the network is not initialised
     */
    public OverfittingMonitor(Model model, DataSet training, DataSet validation) {
        network = Network.of(model);
        QuantumParts.required("overfitting monitor", network);
        this.training = training;
        this.validation = validation;
    }

    /** To be called after every epoch. */
    public Epoch epochDone() {
        Epoch epoch = scores();
        if (best == null || epoch.validation < epochs.get(bestEpoch).validation) {
            best = network.model().params().dup();
            bestEpoch = epochs.size();
        }
        epochs.add(epoch);
        return epoch;
    }

    private Epoch scores() {
        return new Epoch(network.score(training), network.score(validation));
    }

    /**
     * Compares both parts with the best epoch. The network is left as it is.
     *
     * @throws IllegalStateException if no epoch is done
     */
    public Report report() {
        if (best == null) {
            throw new IllegalStateException("overfitting monitor: no epoch is done, call epochDone() after each");
        }
        Epoch now = scores();
        return new Report(bestEpoch, epochs, part(true, now), part(false, now));
    }

    private Part part(boolean quantum, Epoch now) {
        List<ParamRange> ranges = network.params(quantum);
        PartState present = new PartState(network, ranges);
        try {
            ranges.forEach(range -> range.of(network.model().params()).assign(range.of(best)));
            Epoch without = scores();
            return new Part(without.training - now.training, now.validation - without.validation);
        } finally {
            present.restore();
        }
    }
}
