package org.dl4jquantum.benchmarks.compare;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.benchmarks.Workload;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** W1 through a {@link QuantumLayer}: what a network calls of it in one training step, in workspaces as networks do. */
final class LayerTask implements Task {
    private final CircuitLayer layer;
    private final LayerWorkspaceMgr workspaces;
    private final INDArray x;
    private final INDArray dy;
    private final INDArray weightGradient;
    private final RealView y;
    private final RealView dx;

    LayerTask(String engine, Precision precision) {
        DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        QuantumNode node = Workload.W1.node(engine);
        int batch = Workload.W1.batch();
        NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .layer(new QuantumLayer.Builder()
                        .circuit(node.circuit())
                        .measure(node.measurement())
                        .engine(engine)
                        .build())
                .build();
        INDArray weights = array(Numbers.weights(node.numWeights(), precision), type);
        layer = (CircuitLayer) conf.getLayer().instantiate(conf, null, 0, weights, false, type);
        weightGradient = Nd4j.create(type, 1, node.numWeights());
        layer.setBackpropGradientsViewArray(weightGradient);
        WorkspaceConfiguration each = WorkspaceConfiguration.builder().build();
        workspaces = LayerWorkspaceMgr.builder()
                .with(ArrayType.ACTIVATIONS, "ACTIVATIONS", each)
                .with(ArrayType.ACTIVATION_GRAD, "ACTIVATION_GRAD", each)
                .with(ArrayType.BP_WORKING_MEM, "BP_WORKING_MEM", each)
                .build();
        x = array(Numbers.inputs(batch, node.numInputs(), precision), type);
        dy = array(Numbers.cotangents(batch, node.numOutputs(), precision), type);
        y = Numbers.zeros(batch, node.numOutputs(), Precision.DOUBLE);
        dx = Numbers.zeros(batch, node.numInputs(), Precision.DOUBLE);
    }

    private static INDArray array(RealView values, DataType type) {
        INDArray array = Nd4j.create(type, values.rows(), values.columns());
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                array.putScalar(row, column, values.get(row, column));
            }
        }
        return array;
    }

    private static void read(INDArray array, RealView values) {
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                values.set(row, column, array.getDouble(row, column));
            }
        }
    }

    @Override
    public void run() {
        step(false);
    }

    @SuppressWarnings("try") // a scope is entered and left, not used
    private void step(boolean keep) {
        try (MemoryWorkspace activations = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS);
                MemoryWorkspace gradients = workspaces.notifyScopeEntered(ArrayType.ACTIVATION_GRAD);
                MemoryWorkspace working = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            layer.setInput(x, workspaces);
            INDArray outputs = layer.activate(true, workspaces);
            Pair<Gradient, INDArray> found = layer.backpropGradient(dy, workspaces);
            layer.clear();
            if (keep) {
                read(outputs, y);
                read(found.getSecond(), dx);
            }
        }
    }

    @Override
    public double[] checkValue() {
        step(true);
        RealView dw = Numbers.zeros(1, (int) weightGradient.length(), Precision.DOUBLE);
        read(weightGradient, dw);
        return CircuitTask.checkValue(y, Numbers.cotangents(y.rows(), y.columns(), Precision.DOUBLE), dw, dx);
    }
}
