package org.dl4jquantum.layer.function;

import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the circuit function below says for the numbers of an array: the same computation on plain Java arrays. */
record Direct(INDArray outputs, INDArray inputGradient, INDArray weightGradient) {

    static Direct of(QuantumNode node, INDArray x, INDArray w, INDArray dy) {
        DataType type = x.dataType();
        boolean isDouble = type == DataType.DOUBLE;
        CircuitFunction function = node.compile(isDouble ? Precision.DOUBLE : Precision.FLOAT);
        int batch = (int) x.size(0);
        RealView inputs = view(x, batch, node.numInputs());
        RealView weights = view(w, 1, node.numWeights());
        RealView y = room(isDouble, batch, node.numOutputs());
        RealView dx = room(isDouble, batch, node.numInputs());
        RealView dw = room(isDouble, 1, node.numWeights());
        function.forward(inputs, weights, y, RandomKey.INFERENCE);
        function.backward(inputs, weights, view(dy, batch, node.numOutputs()), dx, dw, RandomKey.INFERENCE);
        return new Direct(array(y, type), array(dx, type), array(dw, type));
    }

    private static RealView view(INDArray array, int rows, int columns) {
        double[] numbers =
                array.isEmpty() ? new double[0] : array.dup('c').data().asDouble();
        return RealView.of(numbers, rows, columns);
    }

    private static RealView room(boolean isDouble, int rows, int columns) {
        return isDouble
                ? RealView.of(new double[rows * columns], rows, columns)
                : RealView.of(new float[rows * columns], rows, columns);
    }

    private static INDArray array(RealView view, DataType type) {
        if (view.columns() == 0) {
            return Nd4j.empty(type);
        }
        INDArray array = Nd4j.create(DataType.DOUBLE, view.rows(), view.columns());
        for (int row = 0; row < view.rows(); row++) {
            for (int column = 0; column < view.columns(); column++) {
                array.putScalar(row, column, view.get(row, column));
            }
        }
        return array.castTo(type);
    }
}
