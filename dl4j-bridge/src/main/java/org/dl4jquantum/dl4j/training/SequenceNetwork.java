package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A MultiLayerNetwork; its layers are named by their index. */
final class SequenceNetwork extends Network {
    private final MultiLayerNetwork network;

    SequenceNetwork(MultiLayerNetwork network) {
        this.network = network;
    }

    @Override
    public Model model() {
        return network;
    }

    @Override
    public List<String> layers() {
        return IntStream.range(0, network.getnLayers())
                .mapToObj(String::valueOf)
                .toList();
    }

    @Override
    public Layer layer(String name) {
        return network.getLayer(Integer.parseInt(name));
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
        return network.output(features);
    }

    @Override
    public void computeGradient(DataSet data) {
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        boolean masked = data.hasMaskArrays();
        if (masked) {
            network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
        }
        network.computeGradientAndScore();
        if (masked) {
            network.clearLayerMaskArrays();
        }
    }

    @Override
    public BaseMultiLayerUpdater<?> updater() {
        return (BaseMultiLayerUpdater<?>) network.getUpdater();
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
        int index = Integer.parseInt(layer);
        // The list begins with the features themselves.
        INDArray below = index == 0
                ? features
                : network.feedForwardToLayer(index - 1, features, false).get(index);
        InputPreProcessor reshape = network.getLayerWiseConfigurations().getInputPreProcess(index);
        return reshape == null
                ? below
                : reshape.preProcess(below, (int) features.size(0), LayerWorkspaceMgr.noWorkspaces());
    }

    @Override
    long activationBytes(INDArray features) {
        return bytes(network.feedForward(features, false));
    }

    @Override
    public int iteration() {
        return network.getIterationCount();
    }

    @Override
    public void setIteration(int iteration) {
        network.setIterationCount(iteration);
    }

    @Override
    public DataType dataType() {
        return network.getLayerWiseConfigurations().getDataType();
    }

    @Override
    public Network copy() {
        MultiLayerNetwork copy = network.clone();
        // A copy would report to the listeners of the original.
        copy.setListeners(List.of());
        return new SequenceNetwork(copy);
    }

    @Override
    public void clear() {
        network.clearLayersStates();
        // Its own clear() would throw away the updater, and with it Adam's memory.
        for (Layer layer : network.getLayers()) {
            layer.clear();
        }
        network.setInput(null);
        network.setLabels(null);
    }

    @Override
    public Optional<Double> learningRate(String layer) {
        return Optional.ofNullable(network.getLearningRate(Integer.parseInt(layer)));
    }

    @Override
    public void setLearningRate(String layer, double rate) {
        network.setLearningRate(Integer.parseInt(layer), rate);
    }

    @Override
    List<ParamRange> params() {
        List<ParamRange> ranges = new ArrayList<>();
        layers().forEach(name -> append(ranges, name, layer(name).paramTable(false)));
        return ranges;
    }
}
