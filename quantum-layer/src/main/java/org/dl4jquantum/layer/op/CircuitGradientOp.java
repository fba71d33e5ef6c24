package org.dl4jquantum.layer.op;

import java.util.Arrays;
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

/** The gradient of {@link CircuitOp}: one output for each of its arguments. */
public final class CircuitGradientOp extends NodeOp {
    /** The name in stored graphs; no operation of libnd4j has it. */
    public static final String NAME = "dl4jquantum_circuit_gradient";

    public CircuitGradientOp() {}

    CircuitGradientOp(SameDiff graph, String nodeJson, SDVariable[] arguments, SDVariable outputGradient) {
        super(NAME, graph, append(arguments, outputGradient), nodeJson);
    }

    private static SDVariable[] append(SDVariable[] arguments, SDVariable last) {
        SDVariable[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    public int getNumOutputs() {
        return args().length - 1;
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputs) {
        return inputs.subList(0, inputs.size() - 1);
    }

    @Override
    List<LongShapeDescriptor> outputShapes(List<INDArray> inputs) {
        return inputs.subList(0, inputs.size() - 1).stream()
                .map(input -> LongShapeDescriptor.fromShape(input.shape(), input.dataType()))
                .toList();
    }

    @Override
    public void execute(List<INDArray> inputs, List<INDArray> outputs) {
        HybridFunction function = function();
        QuantumNode node = function.node();
        INDArray x = inputs.get(0);
        INDArray none = Nd4j.empty(x.dataType());
        INDArray dy = inputs.get(inputs.size() - 1);
        if (dy.length() == 1 && x.size(0) * node.numOutputs() != 1) {
            // Where the output is itself the loss, SameDiff passes a scalar one for its gradient.
            dy = Nd4j.valueArrayOf(new long[] {x.size(0), node.numOutputs()}, dy.getDouble(0), x.dataType());
        } else if (dy.rank() != 2) {
            dy = dy.reshape(x.size(0), node.numOutputs());
        }
        INDArray dw = node.numWeights() == 0 ? none : outputs.get(1);
        function.backward(x, weights(inputs, node, none), dy, outputs.get(0), dw, RandomKey.INFERENCE);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> outputGradients) {
        throw new UnsupportedOperationException("SameDiff operation " + NAME
                + ": second derivatives are not provided; differentiate " + CircuitOp.NAME + " numerically instead");
    }
}
