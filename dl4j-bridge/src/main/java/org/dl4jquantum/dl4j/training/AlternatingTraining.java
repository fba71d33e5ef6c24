package org.dl4jquantum.dl4j.training;

import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains the classical and the quantum part in turn: so many steps move only the classical parameters, then so many only
 * those that enter circuits, and so on. What rests keeps its parameters and its updater's state to the bit, under
 * momentum and weight decay too. Adam's bias correction counts the steps of both parts.
 */
public final class AlternatingTraining {
    private final Network network;
    private final int classicalSteps;
    private final int period;
    private long steps;

    /**
     * Starts with classical steps.
     *
     * @param model an initialised network with a quantum layer
     * @param classicalSteps at least 1
     * @param quantumSteps at least 1
     * @throws IllegalArgumentException if there is no quantum layer, the network is not initialised, or a number of steps
     *     is below 1
     */
    public AlternatingTraining(Model model, int classicalSteps, int quantumSteps) {
        network = Network.of(model);
        QuantumParts.required("alternating training", network);
        this.classicalSteps = positive("classical steps", classicalSteps);
        period = Math.addExact(classicalSteps, positive("quantum steps", quantumSteps));
    }

    private static int positive(String what, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "alternating training: " + steps + " " + what + ", at least 1 is needed");
        }
        return steps;
    }

    /** Whether the next step moves the quantum part. */
    public boolean isQuantumNext() {
        return steps % period >= classicalSteps;
    }

    /** One step of the part whose turn it is. */
    public void fit(DataSet data) {
        PartState resting = new PartState(network, network.params(!isQuantumNext()));
        try {
            network.fit(data);
        } finally {
            resting.restore();
        }
        steps++;
    }

    /** One step for every batch that is left. */
    public void fit(DataSetIterator batches) {
        while (batches.hasNext()) {
            fit(batches.next());
        }
    }
}
