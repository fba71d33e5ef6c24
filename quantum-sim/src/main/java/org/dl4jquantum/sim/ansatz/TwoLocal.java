package org.dl4jquantum.sim.ansatz;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * Layers of rotations with layers of CNOTs between them: repetitions times (rotations, CNOTs), then rotations once more.
 * Weights [repetitions + 1, rotations, qubits]: in a layer all qubits take the first rotation, then all the second.
 *
 * @param rotations rotations of each layer, in order
 * @param repetitions at least 1
 * @param entanglement pairs that the CNOTs couple
 */
public record TwoLocal(List<StandardGate> rotations, int repetitions, Entanglement entanglement) implements Ansatz {

    public TwoLocal {
        rotations = List.copyOf(rotations);
        Ansatz.positive("TwoLocal", "repetitions", repetitions);
    }

    @Override
    public int[] weightShape(int numQubits) {
        return new int[] {repetitions + 1, rotations.size(), numQubits};
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        for (int repetition = 0; repetition <= repetitions; repetition++) {
            for (StandardGate rotation : rotations) {
                for (int qubit = 0; qubit < circuit.numQubits(); qubit++) {
                    circuit.add(rotation, Angle.weight(circuit.numWeights()), qubit);
                }
            }
            if (repetition < repetitions) {
                for (int[] pair : entanglement.pairs(circuit.numQubits())) {
                    circuit.add(StandardGate.CNOT, pair[0], pair[1]);
                }
            }
        }
    }
}
