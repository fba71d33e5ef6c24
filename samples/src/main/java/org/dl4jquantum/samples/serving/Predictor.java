package org.dl4jquantum.samples.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.io.NetworkFile;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A saved network that turns rows of numbers into rows of numbers. For any number of threads, which take turns. */
public final class Predictor {
    private final Network network;
    private final long[] shape;

    private Predictor(Network network, long[] shape) {
        this.network = network;
        this.shape = shape;
    }

    /**
     * Loads a network of one input and one output.
     *
     * @param shape of one example, such as 4, or 1, 28, 28
     * @throws IOException if the file holds no such network
     * @throws IllegalArgumentException if the shape is none, or does not fit the network
     */
    public static Predictor load(Path file, List<Long> shape) throws IOException {
        if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("shape " + shape + " of one example: sizes of at least 1 are needed");
        }
        Model model = NetworkFile.load(file);
        Predictor predictor = new Predictor(
                Network.of(model), shape.stream().mapToLong(size -> size).toArray());
        try {
            // Ones: a row of zeros is no state of a circuit that loads amplitudes.
            double[] row = new double[predictor.numInputs()];
            Arrays.fill(row, 1);
            predictor.predict(new double[][] {row});
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "shape " + shape + " of one example does not fit " + file + ": " + e.getMessage(), e);
        }
        return predictor;
    }

    /** Numbers of one example. */
    public int numInputs() {
        return Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    }

    /** What the network is made of, as DL4J describes it. */
    public String summary() {
        return network.model() instanceof ComputationGraph graph
                ? graph.summary()
                : ((MultiLayerNetwork) network.model()).summary();
    }

    /**
     * Computes outputs.
     *
     * @param rows [examples][numInputs], at least one
     * @return [examples][outputs]; all steps of a series one after another
     * @throws IllegalArgumentException if a row is missing, of another length, or has a number that is not finite
     */
    public double[][] predict(double[][] rows) {
        check(rows);
        long[] whole = LongStream.concat(LongStream.of(rows.length), LongStream.of(shape))
                .toArray();
        INDArray features =
                Nd4j.createFromArray(rows).castTo(network.dataType()).reshape(whole);
        INDArray outputs;
        // DL4J's networks keep what they compute in themselves.
        synchronized (this) {
            outputs = network.output(features);
        }
        return outputs.reshape(rows.length, outputs.length() / rows.length)
                .castTo(DataType.DOUBLE)
                .toDoubleMatrix();
    }

    private void check(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows received, at least 1 is needed");
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] == null || rows[row].length != numInputs()) {
                throw new IllegalArgumentException("row " + row + ": " + (rows[row] == null ? 0 : rows[row].length)
                        + " numbers received, " + numInputs() + " are needed");
            }
            for (int column = 0; column < rows[row].length; column++) {
                if (!Double.isFinite(rows[row][column])) {
                    throw new IllegalArgumentException("row " + row + ", column " + column + ": " + rows[row][column]
                            + " received, a finite number is needed");
                }
            }
        }
    }
}
