package org.dl4jquantum.sim.vectors;

import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;

/** Runs a node on arrays: [batch, inputs] and [weights] in, [batch, outputs] and gradients out, row by row. */
final class Evaluation {
    private final CircuitFunction function;
    private final RealView x;
    private final RealView w;
    private final int batch;

    Evaluation(QuantumNode node, double[] inputs, double[] weights, int batch) {
        function = node.compile(Precision.DOUBLE);
        this.batch = batch;
        x = RealView.of(inputs, batch, node.numInputs());
        w = RealView.of(weights, 1, node.numWeights());
    }

    double[] outputs() {
        int width = function.node().numOutputs();
        double[] y = new double[batch * width];
        function.forward(x, w, RealView.of(y, batch, width), RandomKey.INFERENCE);
        return y;
    }

    /** dL/dx, then dL/dw. */
    double[][] gradients(double[] outputCotangent) {
        double[] dx = new double[batch * x.columns()];
        double[] dw = new double[w.columns()];
        function.backward(
                x,
                w,
                RealView.of(outputCotangent, batch, function.node().numOutputs()),
                RealView.of(dx, batch, x.columns()),
                RealView.of(dw, 1, w.columns()),
                RandomKey.INFERENCE);
        return new double[][] {dx, dw};
    }
}
