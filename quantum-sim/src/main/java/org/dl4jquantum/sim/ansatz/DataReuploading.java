package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * Inputs that enter again in every layer, between trainable rotations (A. Perez-Salinas et al., "Data re-uploading for a
 * universal quantum classifier", arXiv:1907.02085). In each layer every qubit takes all inputs, three at a time, as
 * {@code RY(w0 + v0 x0) RZ(w1 + v1 x1) RY(w2 + v2 x2)}, RY(w0 + v0 x0) first, and without v x where there is no input
 * left; between layers CZ couples qubit i with qubit (i + 1) mod n.
 *
 * <p>Weights, for every layer and qubit in turn: w, then v where there is an input, for every rotation in order;
 * {@code layers * qubits * (3 ceil(inputs / 3) + inputs)} in all.
 *
 * @param numQubits at least 1
 * @param numInputs at least 1
 * @param numLayers at least 1
 */
public record DataReuploading(int numQubits, int numInputs, int numLayers) implements Encoding {
    private static final StandardGate[] AXES = {StandardGate.RY, StandardGate.RZ, StandardGate.RY};

    public DataReuploading {
        Ansatz.positive("DataReuploading", "qubits", numQubits);
        Ansatz.positive("DataReuploading", "inputs", numInputs);
        Ansatz.positive("DataReuploading", "layers", numLayers);
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int firstInput = circuit.numInputs();
        for (int layer = 0; layer < numLayers; layer++) {
            for (int qubit = 0; qubit < numQubits; qubit++) {
                upload(circuit, firstInput, qubit);
            }
            // Couplings at the very end would change no probability.
            int couplings = layer == numLayers - 1 ? 0 : numQubits > 2 ? numQubits : numQubits - 1;
            for (int qubit = 0; qubit < couplings; qubit++) {
                circuit.add(StandardGate.CZ, qubit, (qubit + 1) % numQubits);
            }
        }
    }

    private void upload(Circuit.Builder circuit, int firstInput, int qubit) {
        int rotations = (numInputs + AXES.length - 1) / AXES.length * AXES.length;
        for (int i = 0; i < rotations; i++) {
            Angle angle = Angle.weight(circuit.numWeights());
            if (i < numInputs) {
                angle = angle.plus(Angle.weight(circuit.numWeights() + 1).times(Angle.input(firstInput + i)));
            }
            circuit.add(AXES[i % AXES.length], angle, qubit);
        }
    }
}
