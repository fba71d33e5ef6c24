package org.dl4jquantum.layer.op;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** The identity {@code y = x} whose gradient is {@code dL/dx = dL/dy / 2}; see {@link QuantumOps#insideDl4jLayer}. */
public final class HalfGradientOp extends JavaCustomOp {
    /** The name in stored graphs; no operation of libnd4j has it. */
    public static final String NAME = "dl4jquantum_half_gradient";

    public HalfGradientOp() {}

    HalfGradientOp(SameDiff graph, SDVariable argument) {
        super(NAME, graph, argument);
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
        return List.of(LongShapeDescriptor.fromShape(x.shape(), x.dataType()));
    }

    @Override
    public void execute(List<INDArray> inputs, List<INDArray> outputs) {
        outputs.get(0).assign(inputs.get(0));
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> outputGradients) {
        return List.of(outputGradients.get(0).mul(0.5));
    }
}
