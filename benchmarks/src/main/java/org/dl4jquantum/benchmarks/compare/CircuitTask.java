package org.dl4jquantum.benchmarks.compare;

import org.dl4jquantum.benchmarks.compare.CircuitCase.Pass;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.CircuitPullback;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;

/** The values of a circuit, their gradient, or both, between plain Java arrays. */
public final class CircuitTask implements Task {
    private final CircuitFunction function;
    private final Pass pass;
    private final RealView x;
    private final RealView w;
    private final RealView y;
    private final RealView dy;
    private final RealView dx;
    private final RealView dw;

    public CircuitTask(CircuitCase circuit, String engine, Precision precision) {
        function = circuit.node().withEngine(engine).compile(precision);
        pass = circuit.pass();
        int batch = circuit.batch();
        x = Numbers.inputs(batch, circuit.node().numInputs(), precision);
        w = Numbers.weights(circuit.node().numWeights(), precision);
        y = Numbers.zeros(batch, circuit.node().numOutputs(), precision);
        dy = Numbers.cotangents(batch, circuit.node().numOutputs(), precision);
        dx = Numbers.zeros(batch, circuit.node().numInputs(), precision);
        dw = Numbers.zeros(1, circuit.node().numWeights(), precision);
    }

    @Override
    public void run() {
        switch (pass) {
            case VALUES -> function.forward(x, w, y, RandomKey.INFERENCE);
            case GRADIENT -> function.backward(x, w, dy, dx, dw, RandomKey.INFERENCE);
            default -> {
                try (CircuitPullback pullback = function.differentiate(x, w, y, RandomKey.INFERENCE)) {
                    pullback.backward(dy, dx, dw);
                }
            }
        }
    }

    /** Loss; with a gradient also {@code sum |dL/dw|}, {@code sum |dL/dx|}, and the signed sums of both. */
    @Override
    public double[] checkValue() {
        return pass == Pass.VALUES ? new double[] {Numbers.dot(y, dy)} : checkValue(y, dy, dw, dx);
    }

    static double[] checkValue(RealView y, RealView dy, RealView dw, RealView dx) {
        return new double[] {
            Numbers.dot(y, dy),
            Numbers.sumOfMagnitudes(dw),
            Numbers.sumOfMagnitudes(dx),
            Numbers.signedSum(dw),
            Numbers.signedSum(dx)
        };
    }
}
