package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What keeps weights and gradients small, and noise in training. */
final class RegularizationProofs {
    private static final double RATE = 0.25;
    private static final double COEFFICIENT = 0.1;
    private static final double ROUNDING = 1e-10;
    private static final DataType TYPE = DataType.DOUBLE;

    private RegularizationProofs() {}

    private static Network network(Trial trial, double rate, Consumer<BaseLayer> settings) {
        BaseLayer layer = trial.layer();
        settings.accept(layer);
        return trial.network(TestNetworks.training(TYPE).updater(new Sgd(rate)), layer);
    }

    static void l2(Trial trial) {
        regularizes(
                trial,
                new L2Regularization(COEFFICIENT),
                w -> w,
                w -> 0.5 * w.mul(w).sumNumber().doubleValue());
    }

    static void l1(Trial trial) {
        regularizes(trial, new L1Regularization(COEFFICIENT), Transforms::sign, w -> w.norm1Number()
                .doubleValue());
    }

    static void weightDecay(Trial trial) {
        regularizes(
                trial,
                new WeightDecay(COEFFICIENT, true),
                w -> w,
                w -> 0.5 * w.mul(w).sumNumber().doubleValue());
    }

    private interface Penalty {
        double of(INDArray weights);
    }

    private static void regularizes(
            Trial trial, Regularization regularization, UnaryOperator<INDArray> derivative, Penalty penalty) {
        Network plain = network(trial, RATE, layer -> {});
        Network regularized =
                network(trial, RATE, layer -> layer.setRegularization(new ArrayList<>(List.of(regularization))));
        DataSet data = trial.data(TYPE, 6);
        INDArray weights = trial.weights(plain).dup();
        org.deeplearning4j.nn.conf.layers.Layer layer =
                plain.layer(trial.place()).conf().getLayer();
        double sum = layer.initializer().weightKeys(layer).stream()
                .mapToDouble(key -> penalty.of(plain.param(trial.place(), key)))
                .sum();
        assertTrue(sum > 0.01, "penalty " + sum);
        assertEquals(COEFFICIENT * sum, regularized.score(data) - plain.score(data), ROUNDING);
        plain.fit(data);
        regularized.fit(data);
        INDArray shrunk = trial.weights(plain).sub(trial.weights(regularized));
        INDArray expected = derivative.apply(weights.dup()).mul(RATE * COEFFICIENT);
        assertEquals(0, expected.sub(shrunk).amaxNumber().doubleValue(), ROUNDING);
    }

    static void constraints(Trial trial) {
        Network network = network(trial, RATE, layer -> {
            MaxNormConstraint norm = new MaxNormConstraint(0.5, new HashSet<>(), 1);
            NonNegativeConstraint positive = new NonNegativeConstraint();
            for (var constraint : List.of(norm, positive)) {
                constraint.setParams(new HashSet<>(layer.initializer().weightKeys(layer)));
            }
            layer.setConstraints(List.of(norm, positive));
        });
        trial.weights(network)
                .assign(Nd4j.linspace(TYPE, -2, 0.1, trial.weights(network).length())
                        .reshape(trial.weights(network).shape()));
        trial.fit(network, 1);
        INDArray weights = trial.weights(network);
        assertTrue(weights.minNumber().doubleValue() >= 0, weights.toString());
        assertTrue(weights.norm2(1).maxNumber().doubleValue() <= 0.5 + ROUNDING, weights.toString());
    }

    static void dropout(Trial trial) {
        actsInTrainingOnly(trial, layer -> layer.setIDropout(new Dropout(0.5)));
    }

    static void weightNoise(Trial trial) {
        actsInTrainingOnly(trial, layer -> layer.setWeightNoise(new DropConnect(0.5)));
    }

    private static void actsInTrainingOnly(Trial trial, Consumer<BaseLayer> noise) {
        Network quiet = network(trial, RATE, layer -> {});
        Network noisy = network(trial, RATE, noise);
        DataSet data = trial.data(TYPE, 6);
        assertEquals(quiet.score(data), noisy.score(data), ROUNDING);
        assertEquals(trainingScore(quiet, data), quiet.score(data), ROUNDING);
        // Unequal masks give unequal scores; of eight draws not all keep everything.
        Nd4j.getRandom().setSeed(7);
        double largest = 0;
        for (int draw = 0; draw < 8; draw++) {
            largest = Math.max(largest, Math.abs(trainingScore(noisy, data) - quiet.score(data)));
        }
        assertTrue(largest > 1e-4, "noise of " + largest);
        INDArray before = trial.weights(noisy).dup();
        trial.fit(noisy, 2);
        assertTrue(before.sub(trial.weights(noisy)).amaxNumber().doubleValue() > 0);
        assertEquals(noisy.score(data), noisy.score(data));
    }

    private static double trainingScore(Network network, DataSet data) {
        network.computeGradient(data);
        return network.model().score();
    }

    static void gradientNormalization(Trial trial) {
        double threshold = 1e-3;
        for (GradientNormalization mode : GradientNormalization.values()) {
            Network network = network(trial, 1, layer -> {
                layer.setGradientNormalization(mode);
                layer.setGradientNormalizationThreshold(threshold);
            });
            INDArray before = network.layer(trial.place()).params().dup();
            INDArray weights = trial.weights(network).dup();
            trial.fit(network, 1);
            INDArray whole = before.sub(network.layer(trial.place()).params());
            INDArray part = weights.sub(trial.weights(network));
            String message = mode + " moved by " + whole;
            double l2 = whole.norm2Number().doubleValue();
            switch (mode) {
                case None -> assertTrue(l2 > threshold && Math.abs(l2 - 1) > threshold, message);
                case RenormalizeL2PerLayer -> assertEquals(1, l2, ROUNDING, message);
                case RenormalizeL2PerParamType ->
                    assertEquals(1, part.norm2Number().doubleValue(), ROUNDING, message);
                case ClipElementWiseAbsoluteValue ->
                    assertEquals(threshold, whole.amaxNumber().doubleValue(), ROUNDING, message);
                case ClipL2PerLayer -> assertEquals(threshold, l2, ROUNDING, message);
                case ClipL2PerParamType ->
                    assertEquals(threshold, part.norm2Number().doubleValue(), ROUNDING, message);
            }
        }
    }
}
