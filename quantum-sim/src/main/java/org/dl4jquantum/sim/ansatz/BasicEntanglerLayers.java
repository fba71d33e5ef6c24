package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * Each layer: one rotation on every qubit, then a ring of CNOTs from qubit i to qubit (i + 1) mod n; two qubits get a
 * single CNOT. Weights [layers, qubits].
 *
 * @param numLayers at least 1
 * @param rotation RX, RY or RZ
 */
public record BasicEntanglerLayers(int numLayers, StandardGate rotation) implements Ansatz {

    public BasicEntanglerLayers {
        Ansatz.positive("BasicEntanglerLayers", "layers", numLayers);
    }

    /** So many layers of RX. */
    public static BasicEntanglerLayers layers(int numLayers) {
        return new BasicEntanglerLayers(numLayers, StandardGate.RX);
    }

    @Override
    public int[] weightShape(int numQubits) {
        return new int[] {numLayers, numQubits};
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int n = circuit.numQubits();
        int ring = n > 2 ? n : n - 1;
        for (int layer = 0; layer < numLayers; layer++) {
            for (int qubit = 0; qubit < n; qubit++) {
                circuit.add(rotation, Angle.weight(circuit.numWeights()), qubit);
            }
            for (int qubit = 0; qubit < ring; qubit++) {
                circuit.add(StandardGate.CNOT, qubit, (qubit + 1) % n);
            }
        }
    }
}
