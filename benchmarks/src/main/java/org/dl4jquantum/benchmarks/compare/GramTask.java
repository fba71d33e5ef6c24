package org.dl4jquantum.benchmarks.compare;

import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/** W9: the kernel matrix {@code |<psi_a|psi_b>|^2} of a feature map, from state vectors. */
final class GramTask implements Task {
    private static final int POINTS = 100;
    private static final int QUBITS = 6;

    private final CircuitFunction function;
    private final RealView x;
    private final RealView w;
    private final RealView states;
    /** Real and imaginary parts apart, one point a row, in plain arrays for the inner products. */
    private final double[][] re = new double[POINTS][1 << QUBITS];

    private final double[][] im = new double[POINTS][1 << QUBITS];
    private final double[][] gram = new double[POINTS][POINTS];

    GramTask(String engine, Precision precision) {
        Circuit circuit =
                Circuit.builder(QUBITS).add(ZZFeatureMap.onQubits(QUBITS)).build();
        QuantumNode node = QuantumNode.of(circuit, Measurement.stateVector()).withEngine(engine);
        function = node.compile(precision);
        x = Numbers.inputs(POINTS, QUBITS, precision);
        w = Numbers.weights(0, precision);
        states = Numbers.zeros(POINTS, node.numOutputs(), precision);
    }

    @Override
    public void run() {
        function.forward(x, w, states, RandomKey.INFERENCE);
        for (int a = 0; a < POINTS; a++) {
            for (int k = 0; k < re[a].length; k++) {
                re[a][k] = states.get(a, 2 * k);
                im[a][k] = states.get(a, 2 * k + 1);
            }
            for (int b = 0; b <= a; b++) {
                gram[a][b] = fidelity(a, b);
                gram[b][a] = gram[a][b];
            }
        }
    }

    private double fidelity(int a, int b) {
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < re[a].length; k++) {
            real += re[a][k] * re[b][k] + im[a][k] * im[b][k];
            imaginary += re[a][k] * im[b][k] - im[a][k] * re[b][k];
        }
        return real * real + imaginary * imaginary;
    }

    /** The sum of the matrix, and two of its entries. */
    @Override
    public double[] checkValue() {
        double sum = 0;
        for (double[] row : gram) {
            for (double entry : row) {
                sum += entry;
            }
        }
        return new double[] {sum, gram[0][1], gram[3][77]};
    }
}
