package org.dl4jquantum.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a layer under test stands between: a classical layer with weights below, a softmax over 2 classes above. */
public enum Surroundings {
    /** Rows [batch, size]. */
    ROWS(InputType.feedForward(TestNetworks.INPUTS)),
    /** Time series [batch, size, time]. */
    SERIES(InputType.recurrent(2, 3)),
    /** Images [batch, channels, height, width]. */
    IMAGES(InputType.convolutional(4, 5, 1)),
    /** Rows, and nothing above. */
    END(InputType.feedForward(TestNetworks.INPUTS));

    private static final int SIZE_WHERE_ANY_FITS = 3;

    private final InputType inputType;

    Surroundings(InputType inputType) {
        this.inputType = inputType;
    }

    public InputType inputType() {
        return inputType;
    }

    private Layer below(Layer layer) {
        long size =
                layer instanceof FeedForwardLayer sized && sized.getNIn() > 0 ? sized.getNIn() : SIZE_WHERE_ANY_FITS;
        return switch (this) {
            // Keeps the length of series, which DL4J's memory reports need.
            case SERIES ->
                new LSTM.Builder().nOut(size).activation(Activation.TANH).build();
            case ROWS, END ->
                new DenseLayer.Builder().nOut(size).activation(Activation.TANH).build();
            case IMAGES ->
                new ConvolutionLayer.Builder(1, 1)
                        .nOut(size)
                        .activation(Activation.TANH)
                        .build();
        };
    }

    private Layer above() {
        return this == SERIES
                ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(TestNetworks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build()
                : TestNetworks.output();
    }

    /** Layer 1 of a sequence. */
    public MultiLayerConfiguration sequence(NeuralNetConfiguration.Builder settings, Layer layer) {
        NeuralNetConfiguration.ListBuilder list =
                settings.list().layer(below(layer)).layer(layer);
        return (this == END ? list : list.layer(above()))
                .setInputType(inputType)
                .build();
    }

    /** The layer "quantum" of a graph. */
    public ComputationGraphConfiguration graph(NeuralNetConfiguration.Builder settings, Layer layer) {
        GraphBuilder graph = settings.graphBuilder()
                .addInputs("in")
                .setInputTypes(inputType)
                .addLayer("dense", below(layer), "in")
                .addLayer("quantum", layer, "dense");
        return this == END
                ? graph.setOutputs("quantum").build()
                : graph.addLayer("out", above(), "quantum").setOutputs("out").build();
    }

    /** Inputs in -2..2. */
    public INDArray features(DataType type, int batch) {
        return Numbers.of(1, type, shape(batch));
    }

    private long[] shape(int batch) {
        long[] one = inputType.getShape(false);
        long[] shape = new long[one.length + 1];
        shape[0] = batch;
        System.arraycopy(one, 0, shape, 1, one.length);
        return shape;
    }

    /** Classes 0 and 1 in turn; in a series, whether the first number of a step is positive. */
    public INDArray labels(DataType type, int batch) {
        if (this != SERIES) {
            return TestNetworks.labels(type, batch);
        }
        INDArray features = features(type, batch);
        INDArray labels = Nd4j.zeros(type, batch, TestNetworks.CLASSES, features.size(2));
        for (int sample = 0; sample < batch; sample++) {
            for (int step = 0; step < features.size(2); step++) {
                labels.putScalar(new int[] {sample, features.getDouble(sample, 0, step) > 0 ? 1 : 0, step}, 1);
            }
        }
        return labels;
    }

    public DataSet data(DataType type, int batch) {
        return new DataSet(features(type, batch), labels(type, batch));
    }
}
