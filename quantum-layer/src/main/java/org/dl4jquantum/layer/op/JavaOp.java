package org.dl4jquantum.layer.op;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** An operation that {@link QuantumExecutioner} runs in Java. Holds no state of a call: graphs share it among threads. */
interface JavaOp {

    /** Shapes and types of the outputs. */
    List<LongShapeDescriptor> outputShapes(List<INDArray> inputs);

    /** Computes the outputs. */
    void execute(List<INDArray> inputs, List<INDArray> outputs);
}
