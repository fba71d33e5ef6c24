package org.dl4jquantum.sim.observable;

import java.util.List;
import java.util.stream.IntStream;

/** The observable Z on single qubits, the usual read-out of a layer: +1 for |0>, -1 for |1>. */
public final class PauliZ {
    private PauliZ() {}

    /** {@code <Z_i>} of every qubit: outputs in -1..1, output i for qubit i. */
    public static Measurement onEach(int numQubits) {
        return on(numQubits, IntStream.range(0, numQubits).toArray());
    }

    /** {@code <Z_i>} of the listed qubits, in that order. */
    public static Measurement on(int numQubits, int... qubits) {
        List<PauliSum> observables = IntStream.of(qubits)
                .mapToObj(qubit -> PauliSum.of(PauliString.single('Z', qubit, numQubits)))
                .toList();
        return Measurement.expectations(observables);
    }
}
