package org.dl4jquantum.layer.function;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link ArrayCalls#differentiate} keeps. For one thread at a time. */
interface ArrayPullback extends AutoCloseable {

    /** Whether the forward pass had these inputs and weights, in this iteration. */
    boolean isAt(INDArray x, INDArray w, long iteration);

    /** Computes dL/dx and dL/dw at the inputs and weights that the forward pass had. */
    void backward(INDArray dy, INDArray dx, INDArray dw);

    /** Bytes of states. */
    long bytesHeld();

    @Override
    void close();
}
