package org.dl4jquantum.dl4j.training;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.IUpdater;

/** One updater for the quantum layers of a network and another for all others, in one call. */
public final class PartUpdaters {
    private PartUpdaters() {}

    /**
     * Gives quantum layers, found by their type, one updater and all other layers another. The updater's state starts
     * from zero; both are saved with the network. A layer with a circuit and classical weights takes the quantum one.
     *
     * @param model an initialised network with a quantum layer
     * @param classical copied for every classical layer, its biases too
     * @param quantum copied for every quantum layer
     * @throws IllegalArgumentException if there is no quantum layer, or the network is not initialised
     */
    public static void set(Model model, IUpdater classical, IUpdater quantum) {
        Network network = Network.of(model);
        List<String> inCircuits = QuantumParts.required("updaters", network);
        for (String name : network.layers()) {
            if (configuration(network, name) instanceof BaseLayer layer) {
                layer.setIUpdater((inCircuits.contains(name) ? quantum : classical).clone());
                layer.setBiasUpdater(null);
            }
        }
        network.renewUpdater();
    }

    /**
     * Sets the learning rates of both parts, and keeps updaters and their state. Schedules are replaced. At rate 0 DL4J's
     * Adam still moves by its epsilon; what has to rest takes {@code new Sgd(0)} or {@link AlternatingTraining}.
     *
     * @param model an initialised network with a quantum layer
     * @param classical learning rate, at least 0
     * @param quantum learning rate, at least 0
     * @throws IllegalArgumentException if there is no quantum layer, the network is not initialised, or a rate is
     *     negative or not finite
     */
    public static void setLearningRates(Model model, double classical, double quantum) {
        Network network = Network.of(model);
        List<String> inCircuits = QuantumParts.required("learning rates", network);
        checkRate("classical", classical);
        checkRate("quantum", quantum);
        for (String name : network.layers()) {
            if (network.learningRate(name).isPresent()) {
                network.setLearningRate(name, inCircuits.contains(name) ? quantum : classical);
            }
        }
    }

    private static void checkRate(String part, double rate) {
        if (!(rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException(
                    "learning rates: " + part + " rate " + rate + ", a finite number of at least 0 is needed");
        }
    }

    private static org.deeplearning4j.nn.conf.layers.Layer configuration(Network network, String name) {
        Layer layer = network.layer(name);
        return QuantumParts.unwrapped(layer.conf().getLayer());
    }
}
