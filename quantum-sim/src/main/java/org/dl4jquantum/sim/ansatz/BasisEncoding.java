package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * One bit per qubit: input i in {0, 1} prepares |x_i> on qubit i. The gate is {@code X^x = H Phase(pi x) H}, which also
 * gives a value, and a gradient, between the bits.
 *
 * @param numQubits qubits, and inputs
 */
public record BasisEncoding(int numQubits) implements Encoding {

    @Override
    public int numInputs() {
        return numQubits;
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int first = circuit.numInputs();
        for (int qubit = 0; qubit < numQubits; qubit++) {
            circuit.add(StandardGate.H, qubit)
                    .add(StandardGate.PHASE, Angle.input(first + qubit).times(Math.PI), qubit)
                    .add(StandardGate.H, qubit);
        }
    }
}
