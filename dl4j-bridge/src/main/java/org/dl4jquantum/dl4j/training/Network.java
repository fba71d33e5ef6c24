package org.dl4jquantum.dl4j.training;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One face for DL4J's two kinds of network. Layers are named as in {@link Model#paramTable}: by their name in a
 * ComputationGraph, by their index in a MultiLayerNetwork. Graphs have one input and one output.
 */
public abstract sealed class Network permits GraphNetwork, SequenceNetwork {

    /**
     * The network behind one face.
     *
     * @param model an initialised ComputationGraph of one input and one output, or an initialised MultiLayerNetwork
     * @throws IllegalArgumentException if it is something else
     */
    public static Network of(Model model) {
        if (model instanceof ComputationGraph graph) {
            checkInitialized(graph.params() != null);
            int inputs = graph.getNumInputArrays();
            int outputs = graph.getNumOutputArrays();
            if (inputs != 1 || outputs != 1) {
                throw new IllegalArgumentException(
                        "network: " + inputs + " inputs and " + outputs + " outputs, one of each is needed");
            }
            return new GraphNetwork(graph);
        }
        if (model instanceof MultiLayerNetwork sequence) {
            checkInitialized(sequence.isInitCalled());
            return new SequenceNetwork(sequence);
        }
        throw new IllegalArgumentException(
                "network: " + (model == null ? "null" : model.getClass().getName())
                        + " received, a ComputationGraph or MultiLayerNetwork is needed");
    }

    private static void checkInitialized(boolean initialized) {
        if (!initialized) {
            throw new IllegalArgumentException("network: not initialised; call init() first");
        }
    }

    /** What is behind the face. */
    public abstract Model model();

    /** Names of all layers, in the order of their parameters. */
    public abstract List<String> layers();

    /** The layer of that name. */
    public abstract Layer layer(String name);

    /** One training iteration. */
    public abstract void fit(DataSet data);

    /** The loss with regularisation, in inference mode. */
    public abstract double score(DataSet data);

    /** Outputs in inference mode, detached from workspaces. */
    public abstract INDArray output(INDArray features);

    /**
     * Forward and backward pass without update. The gradient is left in {@link #gradientView}, summed over the batch, not
     * divided by it; {@code model().score()} is the loss.
     */
    public abstract void computeGradient(DataSet data);

    /** What does the updating; its state is part of what training changes. */
    public abstract BaseMultiLayerUpdater<?> updater();

    /** Replaces the updater by a new one of the layers' configurations, whose state starts from zero. */
    abstract void renewUpdater();

    /** Epochs trained so far. */
    abstract int epoch();

    /** What arrives at a layer, after its preprocessor, in inference mode. */
    abstract INDArray inputOf(String layer, INDArray features);

    /** Bytes of all activations of these examples, the features among them. */
    abstract long activationBytes(INDArray features);

    static long bytes(Collection<INDArray> arrays) {
        return arrays.stream()
                .mapToLong(array -> array.length() * array.dataType().width())
                .sum();
    }

    /**
     * The rest of a training iteration after {@link #computeGradient}: turns the gradient into a step by clipping, updater
     * and regularisation, takes it, and counts it. Listeners hear of it.
     *
     * @param batch by which DL4J divides the gradient
     */
    void update(int batch) {
        Model model = model();
        INDArray step = gradientView();
        DefaultGradient gradient = new DefaultGradient(step);
        params().forEach(range -> gradient.setGradientFor(range.layer() + "_" + range.key(), range.of(step)));
        updater().update(gradient, iteration(), epoch(), batch, LayerWorkspaceMgr.noWorkspaces());
        INDArray params = model.params();
        params.subi(step.reshape(params.shape()));
        listeners().forEach(listener -> listener.iterationDone(model, iteration(), epoch()));
        setIteration(iteration() + 1);
        model.applyConstraints(iteration(), epoch());
    }

    abstract Collection<TrainingListener> listeners();

    /** Iterations trained so far. */
    public abstract int iteration();

    /** Sets the number of iterations: schedules, shots and Adam's bias correction depend on it. */
    public abstract void setIteration(int iteration);

    /** Number type of parameters and activations. */
    public abstract DataType dataType();

    /** A network of equal parameters, updater state and counts, which trains on its own. */
    public abstract Network copy();

    /** Forgets activations and inputs. */
    public abstract void clear();

    /** The learning rate of a layer's updater, where it has one. */
    public abstract Optional<Double> learningRate(String layer);

    /** Sets the learning rate of a layer, in place of a schedule if there is one. */
    public abstract void setLearningRate(String layer, double rate);

    /** All gradients, in the order of the parameters. */
    public INDArray gradientView() {
        return updater().getFlattenedGradientsView();
    }

    /** A parameter, as a view. */
    public INDArray param(String layer, String key) {
        return model().getParam(layer + "_" + key);
    }

    /** The places of all parameters, those of vertices without a layer too. */
    abstract List<ParamRange> params();

    /** The places of the quantum parameters, or of the classical ones. */
    List<ParamRange> params(boolean quantum) {
        List<String> layers = layers();
        return params().stream()
                .filter(range -> quantum
                        == (layers.contains(range.layer())
                                && QuantumParts.params(layer(range.layer())).contains(range.key())))
                .toList();
    }

    /** Appends the places of one layer's parameters after those listed. */
    static void append(List<ParamRange> ranges, String layer, Map<String, INDArray> table) {
        table.forEach((key, param) -> {
            long offset = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).end();
            ranges.add(new ParamRange(layer, key, offset, param.length()));
        });
    }
}
