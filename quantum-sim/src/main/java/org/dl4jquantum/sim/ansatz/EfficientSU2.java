package org.dl4jquantum.sim.ansatz;

import java.util.List;
import org.dl4jquantum.sim.circuit.StandardGate;

/** Layers of RY and RZ between CNOTs. The {@link TwoLocal} circuit of the rotations RY, RZ. */
public final class EfficientSU2 {
    private EfficientSU2() {}

    /** So many repetitions with {@link Entanglement#REVERSE_LINEAR}; weights [repetitions + 1, 2, qubits]. */
    public static TwoLocal repetitions(int repetitions) {
        return repetitions(repetitions, Entanglement.REVERSE_LINEAR);
    }

    /** So many repetitions; weights [repetitions + 1, 2, qubits]. */
    public static TwoLocal repetitions(int repetitions, Entanglement entanglement) {
        return new TwoLocal(List.of(StandardGate.RY, StandardGate.RZ), repetitions, entanglement);
    }
}
