package org.dl4jquantum.layer.function;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The calls of a {@link HybridFunction} in one precision, where arrays lie in one kind of memory. Arrays are FLOAT or DOUBLE;
 * x, y and their gradients are matrices; w and its gradient are rows or empty.
 */
interface ArrayCalls {

    /** Computes y. */
    void forward(INDArray x, INDArray w, INDArray y, long iteration);

    /** Computes y, for the gradient afterwards. */
    ArrayPullback differentiate(INDArray x, INDArray w, INDArray y, long iteration);

    /** Computes dL/dx and dL/dw. */
    void backward(INDArray x, INDArray w, INDArray dy, INDArray dx, INDArray dw, long iteration);
}
