package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
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
        network.clear();
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
