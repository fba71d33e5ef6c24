package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A ComputationGraph of one input and one output. */
final class GraphNetwork extends Network {
    private final ComputationGraph network;

    GraphNetwork(ComputationGraph network) {
        this.network = network;
    }

    @Override
    public Model model() {
        return network;
    }

    @Override
    public List<String> layers() {
        // Not in the order of network.getLayers(): parameters lie as the vertices are sorted.
        return vertices()
                .filter(GraphVertex::hasLayer)
                .map(GraphVertex::getVertexName)
                .toList();
    }

    @Override
    public Layer layer(String name) {
        return network.getLayer(name);
    }

    @Override
    public void fit(DataSet data) {
        network.fit(data);
    }

    @Override
    public double score(DataSet data) {
        return network.score(data);
    }

    @Override
    public INDArray output(INDArray features) {
        // Else labels of the last training step would say how large the batch is.
        network.setLabels(new INDArray[1]);
        return network.outputSingle(features);
    }

    @Override
    public void computeGradient(DataSet data) {
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        boolean masked = data.hasMaskArrays();
        if (masked) {
            network.setLayerMaskArrays(array(data.getFeaturesMaskArray()), array(data.getLabelsMaskArray()));
        }
        network.computeGradientAndScore();
        if (masked) {
            network.clearLayerMaskArrays();
        }
    }

    @Override
    public BaseMultiLayerUpdater<?> updater() {
        return network.getUpdater();
    }

    @Override
    void renewUpdater() {
        network.setUpdater(null);
        network.getUpdater();
    }

    @Override
    int epoch() {
        return network.getEpochCount();
    }

    @Override
    Collection<TrainingListener> listeners() {
        return network.getListeners();
    }

    @Override
    INDArray inputOf(String layer, INDArray features) {
        network.setLabels(new INDArray[1]);
        String source = network.getConfiguration().getVertexInputs().get(layer).get(0);
        INDArray below = network.getConfiguration().getNetworkInputs().contains(source)
                ? features
                : network.feedForward(features, false).get(source);
        InputPreProcessor reshape =
                ((LayerVertex) network.getConfiguration().getVertices().get(layer)).getPreProcessor();
        return reshape == null
                ? below
                : reshape.preProcess(below, (int) features.size(0), LayerWorkspaceMgr.noWorkspaces());
    }

    @Override
    long activationBytes(INDArray features) {
        network.setLabels(new INDArray[1]);
        return bytes(network.feedForward(features, false).values());
    }

    @Override
    public int iteration() {
        return network.getIterationCount();
    }

    @Override
    public void setIteration(int iteration) {
        network.getConfiguration().setIterationCount(iteration);
    }

    @Override
    public DataType dataType() {
        return network.getConfiguration().getDataType();
    }

    @Override
    public Network copy() {
        ComputationGraph copy = network.clone();
        // A copy would report to the listeners of the original.
        copy.setListeners(List.of());
        // clone() of a graph counts iterations and epochs from 0.
        copy.getConfiguration().setIterationCount(network.getIterationCount());
        copy.getConfiguration().setEpochCount(network.getEpochCount());
        return new GraphNetwork(copy);
    }

    @Override
    public void clear() {
        network.clearLayersStates();
        network.clear();
    }

    @Override
    public Optional<Double> learningRate(String layer) {
        return Optional.ofNullable(network.getLearningRate(layer));
    }

    @Override
    public void setLearningRate(String layer, double rate) {
        network.setLearningRate(layer, rate);
    }

    private Stream<GraphVertex> vertices() {
        return Arrays.stream(network.topologicalSortOrder()).mapToObj(i -> network.getVertices()[i]);
    }

    @Override
    List<ParamRange> params() {
        List<ParamRange> ranges = new ArrayList<>();
        vertices().forEach(vertex -> append(ranges, vertex.getVertexName(), vertex.paramTable(false)));
        return ranges;
    }

    private static INDArray[] array(INDArray mask) {
        return mask == null ? null : new INDArray[] {mask};
    }
}
