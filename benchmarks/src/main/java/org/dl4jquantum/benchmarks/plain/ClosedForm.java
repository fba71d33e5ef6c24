package org.dl4jquantum.benchmarks.plain;

import java.io.Serializable;

/** A small circuit as formulas, in plain arrays, row by row. */
public interface ClosedForm extends Serializable {
    int numInputs();

    int numOutputs();

    int numWeights();

    /** Writes y [batch, numOutputs]. */
    void forward(double[] x, double[] w, double[] y);

    /** Writes dL/dx and dL/dw for dL/dy. */
    void backward(double[] x, double[] w, double[] dy, double[] dx, double[] dw);
}
