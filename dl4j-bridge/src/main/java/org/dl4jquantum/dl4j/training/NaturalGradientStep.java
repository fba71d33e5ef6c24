package org.dl4jquantum.dl4j.training;

import org.dl4jquantum.sim.algorithm.NaturalGradient;
import org.nd4j.linalg.dataset.DataSet;

/** {@code w - rate (g + damping)^-1 grad}, the gradient from DL4J's backward pass, g averaged over samples. */
final class NaturalGradientStep implements QuantumStep {
    private final Network network;
    private final QuantumWeights weights;
    private final CircuitStates states;
    private final QuantumTraining.Settings settings;

    NaturalGradientStep(Network network, QuantumWeights weights, QuantumTraining.Settings settings) {
        this.network = network;
        this.weights = weights;
        this.settings = settings;
        if (!(settings.learningRate() > 0 && settings.damping() > 0)) {
            throw new IllegalArgumentException("natural gradient: learning rate " + settings.learningRate()
                    + " and damping " + settings.damping() + ", positive numbers are needed");
        }
        states = new CircuitStates(network, weights, settings.samples());
    }

    @Override
    public double[] next(DataSet data, double[] current, long iteration) {
        network.computeGradient(data);
        double[] gradient = weights.gradient();
        for (int i = 0; i < gradient.length; i++) {
            // DL4J sums over the batch, and divides in its updater.
            gradient[i] /= data.numExamples();
        }
        double[][] metric = states.metric(states.inputs(data.getFeatures()), current);
        double[] direction = NaturalGradient.direction(metric, gradient, settings.damping());
        double[] next = current.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] -= settings.learningRate() * direction[i];
        }
        return next;
    }
}
