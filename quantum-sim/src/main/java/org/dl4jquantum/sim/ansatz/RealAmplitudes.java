package org.dl4jquantum.sim.ansatz;

import java.util.List;
import org.dl4jquantum.sim.circuit.StandardGate;

/** Layers of RY between CNOTs: all amplitudes stay real. The {@link TwoLocal} circuit of the rotation RY. */
public final class RealAmplitudes {
    private RealAmplitudes() {}

    /** So many repetitions with {@link Entanglement#REVERSE_LINEAR}; weights [repetitions + 1, 1, qubits]. */
    public static TwoLocal repetitions(int repetitions) {
        return repetitions(repetitions, Entanglement.REVERSE_LINEAR);
    }

    /** So many repetitions; weights [repetitions + 1, 1, qubits]. */
    public static TwoLocal repetitions(int repetitions, Entanglement entanglement) {
        return new TwoLocal(List.of(StandardGate.RY), repetitions, entanglement);
    }
}
