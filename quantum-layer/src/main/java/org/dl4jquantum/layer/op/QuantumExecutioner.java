package org.dl4jquantum.layer.op;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** The CPU executioner that also runs operations written in Java. */
final class QuantumExecutioner extends NativeOpExecutioner {

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
        if (!(op instanceof JavaOp javaOp)) {
            return super.exec(op, context);
        }
        long start = profilingConfigurableHookIn(op, context);
        try {
            javaOp.execute(context.getInputArrays(), context.getOutputArrays());
        } finally {
            profilingConfigurableHookOut(op, context, start);
        }
        return context.getOutputArrays().toArray(new INDArray[0]);
    }

    @Override
    public INDArray[] exec(CustomOp op) {
        if (!(op instanceof JavaOp javaOp)) {
            return super.exec(op);
        }
        if (op.numOutputArguments() == 0) {
            for (LongShapeDescriptor shape : javaOp.outputShapes(op.inputArguments())) {
                op.addOutputArgument(Nd4j.create(shape, false));
            }
        }
        javaOp.execute(op.inputArguments(), op.outputArguments());
        return op.outputArguments().toArray(new INDArray[0]);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op) {
        return op instanceof JavaOp javaOp ? javaOp.outputShapes(op.inputArguments()) : super.calculateOutputShape(op);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op, OpContext context) {
        return op instanceof JavaOp javaOp
                ? javaOp.outputShapes(context.getInputArrays())
                : super.calculateOutputShape(op, context);
    }
}
