package org.dl4jquantum.layer.op;

import java.util.List;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/** The CPU executioner that also runs operations written in Java. */
final class QuantumExecutioner extends NativeOpExecutioner implements RunsJavaOps {

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
        if (!(op instanceof JavaOp javaOp)) {
            return super.exec(op, context);
        }
        long start = profilingConfigurableHookIn(op, context);
        try {
            return javaOp.run(context);
        } finally {
            profilingConfigurableHookOut(op, context, start);
        }
    }

    @Override
    public INDArray[] exec(CustomOp op) {
        return op instanceof JavaOp javaOp ? javaOp.run() : super.exec(op);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op) {
        return op instanceof JavaOp ? op.calculateOutputShape() : super.calculateOutputShape(op);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op, OpContext context) {
        return op instanceof JavaOp ? op.calculateOutputShape(context) : super.calculateOutputShape(op, context);
    }
}
