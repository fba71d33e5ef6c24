package org.dl4jquantum.layer.op;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An operation that our executioners run in Java, whatever the backend. Holds no state of a call: graphs share it among
 * threads.
 */
public interface JavaOp extends CustomOp {

    /** Computes the outputs. */
    void execute(List<INDArray> inputs, List<INDArray> outputs);

    /** Runs with the arrays of a context, and returns its outputs. */
    default INDArray[] run(OpContext context) {
        execute(context.getInputArrays(), context.getOutputArrays());
        return context.getOutputArrays().toArray(new INDArray[0]);
    }

    /** Runs with its own arguments, whose outputs are made where there are none, and returns them. */
    default INDArray[] run() {
        if (numOutputArguments() == 0) {
            for (LongShapeDescriptor shape : calculateOutputShape()) {
                addOutputArgument(Nd4j.create(shape, false));
            }
        }
        execute(inputArguments(), outputArguments());
        return outputArguments().toArray(new INDArray[0]);
    }
}
