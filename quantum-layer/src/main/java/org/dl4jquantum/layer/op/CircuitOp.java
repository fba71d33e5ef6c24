package org.dl4jquantum.layer.op;

import java.util.List;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** {@code y = f(x, w)}, or {@code y = f(x)} for a node without weights. ND4J makes it by the constructor without arguments. */
public final class CircuitOp extends NodeOp {
    /** The name in stored graphs; no operation of libnd4j has it. */
    public static final String NAME = "dl4jquantum_circuit";

    public CircuitOp() {}

    CircuitOp(SameDiff graph, QuantumNode node, SDVariable... arguments) {
        super(NAME, graph, arguments, json(node));
        int needed = node.numWeights() == 0 ? 1 : 2;
        if (arguments.length != needed) {
            throw new IllegalArgumentException("SameDiff operation " + NAME + ": " + arguments.length
                    + " arguments, a circuit of " + node.numWeights() + " weights takes " + needed);
        }
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    List<LongShapeDescriptor> outputShapes(List<INDArray> inputs) {
        INDArray x = inputs.get(0);
        long[] shape = {x.size(0), function().node().numOutputs()};
        return List.of(LongShapeDescriptor.fromShape(shape, x.dataType()));
    }

    @Override
    public void execute(List<INDArray> inputs, List<INDArray> outputs) {
        HybridFunction function = function();
        INDArray w = weights(inputs, function.node(), Nd4j.empty(inputs.get(0).dataType()));
        function.forward(inputs.get(0), w, outputs.get(0), RandomKey.INFERENCE);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> outputGradients) {
        return List.of(new CircuitGradientOp(sameDiff, nodeJson(), args(), outputGradients.get(0)).outputVariables());
    }
}
