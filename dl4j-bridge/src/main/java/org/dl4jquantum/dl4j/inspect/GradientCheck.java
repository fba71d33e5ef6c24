package org.dl4jquantum.dl4j.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.dl4j.training.QuantumParts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of a network's loss beside central differences, {@code (L(w + h) - L(w - h)) / 2h}, parameter by parameter.
 * Differences are taken in a copy in double precision, with exact circuits where the network has shots, without
 * regularisation, and with equal dropout on both sides; so any network can be checked as it is. DL4J's own
 * {@code GradientCheckUtil}, which this agrees with, needs a network built for it (double precision, updater NoOp), and
 * says no more than whether all is well.
 *
 * @param parameters in the order of the network; those of frozen layers are left out
 */
public record GradientCheck(List<Parameter> parameters) {
    /** Largest relative error of a gradient that is right. */
    public static final double TOLERANCE = 1e-5;

    private static final String NAME = "gradient check";
    private static final double STEP = 1e-6;
    /** Differences of the loss in its last digits, over the step. */
    private static final double ROUNDING = 1e-8;

    private static final int MOST_ENTRIES = 64;
    private static final long SEED = 12345;

    public GradientCheck {
        parameters = List.copyOf(parameters);
    }

    /**
     * One parameter of one layer.
     *
     * @param layer its layer
     * @param key its key in the layer
     * @param quantum whether it enters circuits
     * @param length numbers in it
     * @param checked how many of them were compared, spread evenly
     * @param worst the one with the largest relative error, and of equal ones the largest error
     */
    public record Parameter(String layer, String key, boolean quantum, long length, int checked, Entry worst) {
        /** Whether all that was compared agrees. */
        public boolean passed() {
            return worst.relativeError() <= TOLERANCE;
        }
    }

    /**
     * One number of a parameter.
     *
     * @param index in 'c' order
     * @param gradient what the network computes
     * @param difference what the central difference gives
     */
    public record Entry(long index, double gradient, double difference) {
        /**
         * {@code |g - d| / (|g| + |d|)}; 0 where both agree to 1e-8, which is as much as rounding leaves of a difference, and
         * infinite where one is no number.
         */
        public double relativeError() {
            double error = error();
            if (!Double.isFinite(error)) {
                return Double.POSITIVE_INFINITY;
            }
            return error <= ROUNDING ? 0 : error / (Math.abs(gradient) + Math.abs(difference));
        }

        /** {@code |g - d|}. */
        public double error() {
            return Math.abs(gradient - difference);
        }
    }

    /**
     * Checks a network, up to {@value #MOST_ENTRIES} numbers of every parameter; the network itself is not touched, but
     * ND4J's random generator starts anew. Activations with corners, such as ReLU, may fail at the corners.
     *
     * @param model an initialised network of one input and one output
     * @param data one batch; a few examples are enough
     * @throws IllegalArgumentException if the network is something else
     */
    public static GradientCheck of(Model model, DataSet data) {
        Network network = exact(Network.of(inDoublePrecision(model)));
        DataSet typed = new DataSet(
                data.getFeatures().castTo(DataType.DOUBLE),
                data.getLabels().castTo(DataType.DOUBLE),
                data.getFeaturesMaskArray(),
                data.getLabelsMaskArray());
        compute(network, typed);
        Map<String, INDArray> gradients = new HashMap<>();
        network.model().gradient().gradientForVariable().forEach((name, sum) -> {
            // DL4J sums over the batch, and averages when it updates.
            gradients.put(name, sum.div(data.getFeatures().size(0)));
        });
        List<Parameter> parameters = new ArrayList<>();
        for (String name : network.layers()) {
            Layer layer = network.layer(name);
            if (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
                continue;
            }
            layer.paramTable(true).forEach((key, param) -> {
                List<Entry> entries = compare(network, typed, param, gradients.get(name + "_" + key));
                parameters.add(new Parameter(
                        name,
                        key,
                        QuantumParts.params(layer).contains(key),
                        param.length(),
                        entries.size(),
                        Collections.max(
                                entries,
                                Comparator.comparingDouble(Entry::relativeError).thenComparing(Entry::error))));
            });
        }
        return new GradientCheck(parameters);
    }

    private static List<Entry> compare(Network network, DataSet data, INDArray param, INDArray gradient) {
        List<Entry> entries = new ArrayList<>();
        long count = Math.min(MOST_ENTRIES, param.length());
        for (long i = 0; i < count; i++) {
            long index = i * param.length() / count;
            long[] place = Shape.ind2subC(param.shape(), index);
            double value = param.getDouble(place);
            param.putScalar(place, value + STEP);
            double above = compute(network, data);
            param.putScalar(place, value - STEP);
            double below = compute(network, data);
            param.putScalar(place, value);
            entries.add(new Entry(index, gradient.getDouble(place), (above - below) / (2 * STEP)));
        }
        return entries;
    }

    private static Model inDoublePrecision(Model model) {
        Network.of(model);
        return model instanceof ComputationGraph graph
                ? graph.convertDataType(DataType.DOUBLE)
                : ((MultiLayerNetwork) model).convertDataType(DataType.DOUBLE);
    }

    private static Network exact(Network network) {
        boolean hasCircuits = network.layers().stream().anyMatch(name -> QuantumParts.isQuantum(network.layer(name)));
        return hasCircuits
                ? QuantumParts.withNodes(NAME, network, node -> node.withShots(0, node.seed()))
                : network.copy();
    }

    private static double compute(Network network, DataSet data) {
        // The same dropout and weight noise each time.
        Nd4j.getRandom().setSeed(SEED);
        network.computeGradient(data);
        double penalty = network.layers().stream()
                .mapToDouble(name -> network.layer(name).calcRegularizationScore(true))
                .sum();
        return network.model().score() - penalty;
    }

    /** Whether all parameters agree. */
    public boolean passed() {
        return parameters.stream().allMatch(Parameter::passed);
    }

    /** Parameters that do not agree. */
    public List<Parameter> failed() {
        return parameters.stream().filter(parameter -> !parameter.passed()).toList();
    }

    /** One line for every parameter. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("gradient check: " + (passed() ? "passed" : "FAILED") + "\n");
        for (Parameter parameter : parameters) {
            Entry worst = parameter.worst;
            text.append(String.format(
                    Locale.ROOT,
                    "%-6s %s %s%s: %d of %d compared, largest error %.1e, relative %.1e",
                    parameter.passed() ? "ok" : "WRONG",
                    parameter.layer,
                    parameter.key,
                    parameter.quantum ? " (quantum)" : "",
                    parameter.checked,
                    parameter.length,
                    worst.error(),
                    worst.relativeError()));
            if (!parameter.passed()) {
                text.append(String.format(
                        Locale.ROOT,
                        " at %d: gradient %.6e, difference %.6e",
                        worst.index,
                        worst.gradient,
                        worst.difference));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
