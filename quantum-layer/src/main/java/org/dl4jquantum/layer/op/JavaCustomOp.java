package org.dl4jquantum.layer.op;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOpDescriptor;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** What SameDiff asks of an operation that native code does not know. */
abstract class JavaCustomOp extends DynamicCustomOp implements JavaOp {

    JavaCustomOp() {}

    JavaCustomOp(String name, SameDiff graph, SDVariable... arguments) {
        super(name, graph, arguments);
    }

    /** Shapes and types of the outputs. */
    abstract List<LongShapeDescriptor> outputShapes(List<INDArray> inputs);

    /**
     * Native code asks for the hash, and would end the JVM on one it does not know; our executioner never asks.
     *
     * @throws IllegalStateException if our executioner is not in place
     */
    @Override
    public long opHash() {
        if (!QuantumOps.isInstalled()) {
            throw new IllegalStateException("SameDiff operation " + opName()
                    + ": not installed, native code cannot run it; call QuantumOps.install() first");
        }
        return opName().hashCode();
    }

    @Override
    public CustomOpDescriptor getDescriptor() {
        return CustomOpDescriptor.builder()
                .hash(opName().hashCode())
                .numInputs(args() == null ? 0 : args().length)
                .numOutputs(getNumOutputs())
                .numIArgs(0)
                .numTArgs(0)
                .build();
    }

    @Override
    public void assertValidForExecution() {
        // Inputs are checked where they are used, with their shapes in the message.
    }

    @Override
    public Map<String, Object> propertiesForFunction() {
        return Collections.emptyMap();
    }

    @Override
    public void setPropertiesForFunction(Map<String, Object> properties) {
        // The string argument says all.
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape() {
        return outputShapes(inputArguments());
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(OpContext context) {
        return outputShapes(context.getInputArrays());
    }
}
