package org.dl4jquantum.layer.op;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOpDescriptor;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** What the operation of a circuit and that of its gradient share: the node, kept as JSON in the string argument. */
abstract class NodeOp extends DynamicCustomOp implements JavaOp {
    /** Made from the argument on first use; the same whoever makes it. */
    private volatile HybridFunction function;

    NodeOp() {}

    NodeOp(String name, SameDiff graph, SDVariable[] arguments, String nodeJson) {
        super(name, graph, arguments);
        addSArgument(nodeJson);
    }

    static String json(QuantumNode node) {
        return NodeJson.write(node);
    }

    String nodeJson() {
        if (numSArguments() != 1) {
            throw new IllegalStateException(
                    opName() + ": " + numSArguments() + " string arguments, the JSON of one quantum node is needed");
        }
        return getSArgument(0);
    }

    HybridFunction function() {
        HybridFunction present = function;
        if (present == null) {
            present = new HybridFunction(NodeJson.readNode(nodeJson()));
            function = present;
        }
        return present;
    }

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

    /** The weights among the arguments, or an empty array where the node has none. */
    static INDArray weights(List<INDArray> arguments, QuantumNode node, INDArray none) {
        return node.numWeights() == 0 ? none : arguments.get(1);
    }
}
