package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * The second-order Pauli-Z evolution of V. Havlicek et al., "Supervised learning with quantum-enhanced feature spaces"
 * (arXiv:1804.11326). Each repetition: H and {@code Phase(2 x_i)} on every qubit, then for every coupled pair CNOT,
 * {@code Phase(2 (pi - x_i)(pi - x_j))}, CNOT.
 *
 * @param numQubits qubits, and inputs
 * @param repetitions at least 1
 * @param entanglement pairs that are coupled
 */
public record ZZFeatureMap(int numQubits, int repetitions, Entanglement entanglement) implements Encoding {

    public ZZFeatureMap {
        Ansatz.positive("ZZFeatureMap", "repetitions", repetitions);
    }

    /** Two repetitions with every pair coupled. */
    public static ZZFeatureMap onQubits(int numQubits) {
        return new ZZFeatureMap(numQubits, 2, Entanglement.FULL);
    }

    @Override
    public int numInputs() {
        return numQubits;
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int first = circuit.numInputs();
        Angle pi = Angle.constant(Math.PI);
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (int qubit = 0; qubit < numQubits; qubit++) {
                circuit.add(StandardGate.H, qubit)
                        .add(StandardGate.PHASE, Angle.input(first + qubit).times(2), qubit);
            }
            for (int[] pair : entanglement.pairs(numQubits)) {
                Angle angle = pi.minus(Angle.input(first + pair[0]))
                        .times(pi.minus(Angle.input(first + pair[1])))
                        .times(2);
                circuit.add(StandardGate.CNOT, pair[0], pair[1])
                        .add(StandardGate.PHASE, angle, pair[1])
                        .add(StandardGate.CNOT, pair[0], pair[1]);
            }
        }
    }
}
