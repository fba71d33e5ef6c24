package org.dl4jquantum.samples.training;

import org.nd4j.linalg.dataset.DataSet;

/** A data set cut into batches, to be passed through more than once. */
public interface Batches {
    /** Returns the number of batches in one pass. */
    int count();

    /** Prepares a new pass; a training set draws a new order here. */
    void shuffle();

    /**
     * Makes one batch.
     *
     * @param index 0 to {@link #count} - 1
     */
    DataSet get(int index);
}
