package org.dl4jquantum.layer.op;

import java.util.List;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the operation of a circuit and that of its gradient share: the node, kept as JSON in the string argument. */
abstract class NodeOp extends JavaCustomOp {
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

    /** The weights among the arguments, or an empty array where the node has none. */
    static INDArray weights(List<INDArray> arguments, QuantumNode node, INDArray none) {
        return node.numWeights() == 0 ? none : arguments.get(1);
    }
}
