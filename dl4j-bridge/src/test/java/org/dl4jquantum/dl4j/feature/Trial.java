package org.dl4jquantum.dl4j.feature;

import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;
import org.dl4jquantum.layer.Numbers;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * One layer in one kind of network: a classical layer below it, softmax over two classes above; two classical layers below
 * a layer that ends networks.
 *
 * @param folder for files
 */
record Trial(Subject subject, Kind kind, Path folder) {
    static final int CHANNELS = 4;
    static final int STEPS = 5;

    /** The layer, as it is. */
    BaseLayer layer() {
        return subject.make().get();
    }

    /** Name of the layer in its network. */
    String place() {
        return subject.ends() ? kind.out : kind.middle;
    }

    /** Key of the layer's first weights. */
    String key(Network network) {
        org.deeplearning4j.nn.conf.layers.Layer layer =
                network.layer(place()).conf().getLayer();
        return layer.initializer().weightKeys(layer).get(0);
    }

    /** The layer's first weights, as a view. */
    INDArray weights(Network network) {
        return network.param(place(), key(network));
    }

    INDArray weightsBelow(Network network) {
        return network.param(kind.below, "W");
    }

    INDArray weightsOfOutput(Network network) {
        return network.param(kind.out, "W");
    }

    Network network(DataType type) {
        return network(TestNetworks.training(type), layer());
    }

    /** A network with a layer in the subject's place. */
    Network network(NeuralNetConfiguration.Builder settings, Layer layer) {
        return Network.of(
                subject.ends()
                        ? kind.build(settings, inputType(), dense(), dense(), layer)
                        : kind.build(settings, inputType(), below(), layer, output(false)));
    }

    /** A network of FLOAT after three steps. */
    Network trained() {
        Network network = network(DataType.FLOAT);
        fit(network, 3);
        return network;
    }

    void fit(Network network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(data(network.dataType(), 6));
        }
    }

    /** What the network takes. */
    InputType inputType() {
        if (subject.takesImages()) {
            InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) subject.input();
            return InputType.convolutional(image.getHeight(), image.getWidth(), CHANNELS);
        }
        return subject.takesRows() ? InputType.feedForward(CHANNELS) : InputType.recurrent(CHANNELS, STEPS);
    }

    /** A classical layer that gives what the subject takes. */
    Layer below() {
        if (subject.takesImages()) {
            return new ConvolutionLayer.Builder(1, 1)
                    .nOut(((InputType.InputTypeConvolutional) subject.input()).getChannels())
                    .activation(Activation.TANH)
                    .build();
        }
        if (!subject.takesRows()) {
            return new LSTM.Builder()
                    .nOut(((InputType.InputTypeRecurrent) subject.input()).getSize())
                    .activation(Activation.TANH)
                    .build();
        }
        return dense();
    }

    private Layer dense() {
        return new DenseLayer.Builder()
                .nOut(subject.input().arrayElementsPerExample())
                .activation(Activation.TANH)
                .build();
    }

    /** Softmax over two classes, per time step where the subject gives series or steps are asked for. */
    Layer output(boolean steps) {
        return steps || givesSeries()
                ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(TestNetworks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build()
                : TestNetworks.output();
    }

    /** Whether losses are sums over time steps. */
    boolean givesSeries() {
        return outputType().getType() == InputType.Type.RNN;
    }

    /** What the layer gives. */
    InputType outputType() {
        BaseLayer layer = layer();
        layer.setNIn(subject.input(), false);
        return layer.getOutputType(0, subject.input());
    }

    /** Random numbers, 1 less in class 0 and 1 more in class 1: there is something to learn. */
    INDArray features(DataType type, int batch) {
        INDArray features = Numbers.of(1, type, shapeOfFeatures(batch));
        for (int sample = 0; sample < batch; sample++) {
            features.slice(sample).addi(2 * (sample % TestNetworks.CLASSES) - 1);
        }
        return features;
    }

    private long[] shapeOfFeatures(int batch) {
        if (subject.takesImages()) {
            InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) subject.input();
            return new long[] {batch, CHANNELS, image.getHeight(), image.getWidth()};
        }
        return subject.takesRows() ? new long[] {batch, CHANNELS} : new long[] {batch, CHANNELS, STEPS};
    }

    /** Classes 0 and 1 in turn, the same at every step of a series. */
    INDArray labels(DataType type, int batch) {
        INDArray rows = TestNetworks.labels(type, batch);
        return givesSeries() ? overSteps(rows) : rows;
    }

    /** Rows [batch, n] repeated over time, [batch, n, STEPS]. */
    static INDArray overSteps(INDArray rows) {
        return Nd4j.tile(rows.reshape(rows.size(0), rows.size(1), 1), 1, 1, STEPS);
    }

    DataSet data(DataType type, int batch) {
        return new DataSet(features(type, batch), labels(type, batch));
    }
}
