package org.dl4jquantum.layer;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.Callable;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.dl4jquantum.layer.op.JavaOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J under another executioner. */
public final class Executioners {
    private Executioners() {}

    /** The CPU's, which says that it is CUDA's: looked for is what serves CUDA's arrays, computed is on the CPU. */
    public static OpExecutioner calledCuda() {
        // Finds its backend, which executioners need.
        Nd4j.getExecutioner();
        return new CalledCuda();
    }

    private static final class CalledCuda extends NativeOpExecutioner {
        @Override
        public ExecutionerType type() {
            return ExecutionerType.CUDA;
        }
    }

    /** The same, extended as a module extends the one of its backend. */
    public static RunsJavaOps calledCudaRunningJava() {
        Nd4j.getExecutioner();
        return new CalledCudaRunningJava();
    }

    private static final class CalledCudaRunningJava extends NativeOpExecutioner implements RunsJavaOps {
        @Override
        public ExecutionerType type() {
            return ExecutionerType.CUDA;
        }

        @Override
        public INDArray[] exec(CustomOp op, OpContext context) {
            return op instanceof JavaOp javaOp ? javaOp.run(context) : super.exec(op, context);
        }

        @Override
        public INDArray[] exec(CustomOp op) {
            return op instanceof JavaOp javaOp ? javaOp.run() : super.exec(op);
        }

        @Override
        public List<LongShapeDescriptor> calculateOutputShape(CustomOp op, OpContext context) {
            return op instanceof JavaOp ? op.calculateOutputShape(context) : super.calculateOutputShape(op, context);
        }
    }

    /** Runs something while another executioner is in place. */
    public static <T> T under(OpExecutioner executioner, Callable<T> call) throws Exception {
        OpExecutioner before = Nd4j.getExecutioner();
        Field field = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
        field.setAccessible(true);
        field.set(null, executioner);
        try {
            return call.call();
        } finally {
            field.set(null, before);
        }
    }
}
