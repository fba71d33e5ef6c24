package org.dl4jquantum.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * W7: an epoch of 200 images through convolutions that end in the angles of a small circuit; W7a the textbook network
 * (one qubit, batch 1), W7b a hybrid (four qubits, batch 32).
 */
final class EpochTask implements Task {
    private static final int IMAGES = 200;
    private static final int PIXELS = 28;
    private static final int SEED = 1;

    private final ComputationGraph network;
    private final List<DataSet> batches = new ArrayList<>();
    private double loss;

    EpochTask(boolean textbook, Layer middle) {
        Nd4j.getRandom().setSeed(SEED);
        int batch = textbook ? 1 : 32;
        INDArray images = Nd4j.rand(DataType.FLOAT, IMAGES, 1, PIXELS, PIXELS);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, IMAGES, 2);
        for (int image = 0; image < IMAGES; image++) {
            labels.putScalar(image, image % 2, 1);
        }
        batches.addAll(new DataSet(images, labels).batchBy(batch));
        network = network(textbook, middle);
        network.init();
    }

    private static ComputationGraph network(boolean textbook, Layer middle) {
        Layer last = textbook
                ? new LossLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.IDENTITY)
                        .build()
                : new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build();
        Layer angles = new DenseLayer.Builder()
                .nOut(textbook ? 1 : 4)
                .activation(Activation.IDENTITY)
                .build();
        return new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .dataType(DataType.FLOAT)
                .updater(new Adam(1e-3))
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(PIXELS, PIXELS, 1))
                .addLayer("conv1", new ConvolutionLayer.Builder(5, 5).nOut(6).build(), "image")
                .addLayer("pool1", pool(), "conv1")
                .addLayer("conv2", new ConvolutionLayer.Builder(5, 5).nOut(16).build(), "pool1")
                .addLayer("pool2", pool(), "conv2")
                .addLayer("dropout", new DropoutLayer.Builder(new SpatialDropout(0.5)).build(), "pool2")
                .addLayer("dense", new DenseLayer.Builder().nOut(64).build(), "dropout")
                .addLayer("angles", angles, "dense")
                .addLayer("middle", middle, "angles")
                .addLayer("last", last, "middle")
                .setOutputs("last")
                .build());
    }

    private static Layer pool() {
        return new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    @Override
    public void run() {
        loss = 0;
        for (DataSet batch : batches) {
            network.fit(batch);
            loss += network.score();
        }
    }

    /** The sum of the losses of the batches. */
    @Override
    public double[] checkValue() {
        return new double[] {loss};
    }
}
