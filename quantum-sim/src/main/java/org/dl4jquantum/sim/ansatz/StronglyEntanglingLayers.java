package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * The circuit-centric classifier of M. Schuld et al. (arXiv:1804.00633). Each layer: {@code RZ(w0) RY(w1) RZ(w2)}, RZ(w0)
 * first, on every qubit, then CNOTs from qubit i to qubit (i + r) mod n. Weights [layers, qubits, 3].
 *
 * @param numLayers at least 1
 * @param range r for every layer; 0 for r = 1, 2, ..., n-1 in turn
 */
public record StronglyEntanglingLayers(int numLayers, int range) implements Ansatz {

    public StronglyEntanglingLayers {
        Ansatz.positive("StronglyEntanglingLayers", "layers", numLayers);
        if (range < 0) {
            throw new IllegalArgumentException(
                    "StronglyEntanglingLayers: range " + range + ", at least 1 is needed, or 0 for ranges in turn");
        }
    }

    /** So many layers, whose ranges go 1, 2, ..., n-1 in turn. */
    public static StronglyEntanglingLayers layers(int numLayers) {
        return new StronglyEntanglingLayers(numLayers, 0);
    }

    /** The same with one range for every layer: 1 is a ring of neighbours. */
    public StronglyEntanglingLayers withRange(int everyRange) {
        return new StronglyEntanglingLayers(numLayers, everyRange);
    }

    @Override
    public int[] weightShape(int numQubits) {
        return new int[] {numLayers, numQubits, 3};
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int n = circuit.numQubits();
        if (range > 0 && n > 1 && range % n == 0) {
            throw new IllegalArgumentException("StronglyEntanglingLayers: range " + range + " on " + n
                    + " qubits couples each with itself, allowed are ranges that " + n + " does not divide");
        }
        for (int layer = 0; layer < numLayers; layer++) {
            for (int qubit = 0; qubit < n; qubit++) {
                int first = circuit.numWeights();
                circuit.add(StandardGate.RZ, Angle.weight(first), qubit)
                        .add(StandardGate.RY, Angle.weight(first + 1), qubit)
                        .add(StandardGate.RZ, Angle.weight(first + 2), qubit);
            }
            for (int qubit = 0; qubit < n && n > 1; qubit++) {
                int distance = range > 0 ? range : layer % (n - 1) + 1;
                circuit.add(StandardGate.CNOT, qubit, (qubit + distance) % n);
            }
        }
    }
}
