package org.dl4jquantum.benchmarks.compare;

import java.util.stream.IntStream;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.PauliZ;

/**
 * A member of the family of W1 to W4, named by its sizes: {@code H,batch,qubits,layers,outputs}.
 *
 * @param outputs the first this many qubits are measured
 */
record FamilyName(int batch, int qubits, int layers, int outputs) {

    static FamilyName parse(String name) {
        String[] parts = name.split(",", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("workload \"" + name + "\": H,batch,qubits,layers,outputs is needed");
        }
        int[] sizes = IntStream.range(1, parts.length)
                .map(i -> Integer.parseInt(parts[i]))
                .toArray();
        return new FamilyName(sizes[0], sizes[1], sizes[2], sizes[3]);
    }

    CircuitCase circuitCase() {
        int[] measured = IntStream.range(0, outputs).toArray();
        return new CircuitCase(
                QuantumNode.of(Cases.layered(qubits, layers), PauliZ.on(qubits, measured)),
                batch,
                CircuitCase.Pass.STEP);
    }
}
