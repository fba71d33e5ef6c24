package org.dl4jquantum.dl4j.training;

import org.nd4j.linalg.dataset.DataSet;

/** Finds the next quantum weights of a network. What it leaves in the network does not matter. */
interface QuantumStep {
    double[] next(DataSet data, double[] weights, long iteration);
}
