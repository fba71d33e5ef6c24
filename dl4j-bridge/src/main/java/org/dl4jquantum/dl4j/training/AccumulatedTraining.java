package org.dl4jquantum.dl4j.training;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains on batches larger than memory holds at once: their gradient is added up over parts, of which only one at a time
 * has its activations stored, and then taken as one step. The step is that of the whole batch, up to rounding; layers
 * that mix the examples of a batch, as batch normalisation does, see the parts. States that circuits store between the
 * passes are those of one part, too.
 */
public final class AccumulatedTraining {
    private final Network network;
    private final int partSize;
    private INDArray sum;

    /**
     * Training of a network.
     *
     * @param model an initialised network
     * @param partSize examples whose activations are stored at once, at least 1
     * @throws IllegalArgumentException if the network is not initialised or the size is below 1
     */
    public AccumulatedTraining(Model model, int partSize) {
        network = Network.of(model);
        if (partSize < 1) {
            throw new IllegalArgumentException(
                    "accumulated training: parts of " + partSize + " examples, at least 1 is needed");
        }
        this.partSize = partSize;
    }

    /**
     * One training step.
     *
     * @return the loss of the batch before it
     */
    public double fit(DataSet batch) {
        int examples = batch.numExamples();
        INDArray view = network.gradientView();
        if (sum == null) {
            sum = view.ulike();
        }
        sum.assign(0);
        double loss = 0;
        for (int first = 0; first < examples; first += partSize) {
            DataSet part = range(batch, first, Math.min(first + partSize, examples));
            network.computeGradient(part);
            sum.addi(view);
            loss += network.model().score() * part.numExamples() / examples;
        }
        view.assign(sum);
        network.update(examples);
        return loss;
    }

    /** Bytes of activations that a batch of so many examples like these would store at once, and its parts do not. */
    public long savedBytes(DataSet likeThese, int examples) {
        return network.activationBytes(rows(likeThese.getFeatures(), 0, 1)) * Math.max(0, examples - partSize);
    }

    /** The getRange of DataSet turns the masks of a single example round. */
    private static DataSet range(DataSet batch, int from, int to) {
        return new DataSet(
                rows(batch.getFeatures(), from, to),
                rows(batch.getLabels(), from, to),
                rows(batch.getFeaturesMaskArray(), from, to),
                rows(batch.getLabelsMaskArray(), from, to));
    }

    private static INDArray rows(INDArray array, int from, int to) {
        if (array == null) {
            return null;
        }
        long[] shape = array.shape().clone();
        shape[0] = (long) to - from;
        // Of a single column one interval alone would be read as a row.
        INDArrayIndex[] indices = new INDArrayIndex[shape.length];
        Arrays.fill(indices, NDArrayIndex.all());
        indices[0] = NDArrayIndex.interval(from, to);
        return array.get(indices).reshape(shape);
    }
}
