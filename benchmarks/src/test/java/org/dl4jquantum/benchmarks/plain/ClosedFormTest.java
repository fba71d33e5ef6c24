package org.dl4jquantum.benchmarks.plain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class ClosedFormTest {
    private static final int BATCH = 3;
    private static final double ROUNDING = 1e-13;

    @Test
    void sineLayerIsItsCircuit() {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.H, 0)
                .add(StandardGate.RY, Angle.input(0), 0)
                .build();
        agree(new SineLayer(), QuantumNode.of(circuit, Measurement.probabilities(0)));
    }

    @Test
    void fourQubitLayerIsItsCircuit() {
        Circuit circuit = Circuit.builder(4)
                .add(AngleEncoding.ry(4))
                .add(StronglyEntanglingLayers.layers(2).withRange(1))
                .build();
        agree(new FourQubitLayer(), QuantumNode.of(circuit, PauliZ.onEach(4)));
    }

    private static void agree(ClosedForm form, QuantumNode node) {
        double[] x = values(BATCH * form.numInputs(), k -> Math.sin(1 + k));
        double[] w = values(form.numWeights(), k -> Math.cos(1 + k));
        double[] dy = values(BATCH * form.numOutputs(), k -> Math.cos(2 + 3 * k));
        double[][] byForm = {new double[dy.length], new double[x.length], new double[w.length]};
        form.forward(x, w, byForm[0]);
        form.backward(x, w, dy, byForm[1], byForm[2]);
        double[][] byCircuit = {new double[dy.length], new double[x.length], new double[w.length]};
        CircuitFunction function = node.withEngine("reference").compile(Precision.DOUBLE);
        RealView inputs = RealView.of(x, BATCH, form.numInputs());
        RealView weights = RealView.of(w, 1, w.length);
        function.forward(inputs, weights, rows(byCircuit[0]), RandomKey.INFERENCE);
        function.backward(
                inputs,
                weights,
                rows(dy),
                rows(byCircuit[1]),
                RealView.of(byCircuit[2], 1, w.length),
                RandomKey.INFERENCE);
        for (int result = 0; result < byForm.length; result++) {
            assertArrayEquals(byCircuit[result], byForm[result], ROUNDING, "result " + result);
        }
    }

    private static RealView rows(double[] values) {
        return RealView.of(values, BATCH, values.length / BATCH);
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }
}
