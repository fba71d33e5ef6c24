package org.dl4jquantum.dl4j.training;

import java.util.function.Function;
import org.dl4jquantum.sim.algorithm.Objective;
import org.dl4jquantum.sim.algorithm.Optimizer;
import org.dl4jquantum.sim.algorithm.QnSpsa;
import org.nd4j.linalg.dataset.DataSet;

/** Steps of an optimiser that asks for nothing but the network's score. */
final class ScoreStep implements QuantumStep {
    private final Network network;
    private final QuantumWeights weights;
    private final Function<DataSet, Optimizer> optimizer;

    ScoreStep(Network network, QuantumWeights weights, Function<DataSet, Optimizer> optimizer) {
        this.network = network;
        this.weights = weights;
        this.optimizer = optimizer;
    }

    /** QNSPSA, whose metric is averaged over all steps; each step brings its batch's inputs. */
    static ScoreStep withMetric(Network network, QuantumWeights weights, QuantumTraining.Settings settings) {
        CircuitStates states = new CircuitStates(network, weights, settings.samples());
        double[][][][] inputs = new double[1][][][];
        QnSpsa run = new QnSpsa(
                (v, w) -> states.fidelity(inputs[0], v, w),
                settings.learningRate(),
                settings.perturbation(),
                settings.damping(),
                settings.seed());
        return new ScoreStep(network, weights, data -> {
            inputs[0] = states.inputs(data.getFeatures());
            return run;
        });
    }

    @Override
    public double[] next(DataSet data, double[] current, long iteration) {
        Objective score = candidate -> {
            weights.write(candidate);
            return network.score(data);
        };
        return optimizer.apply(data).step(score, current, iteration);
    }
}
