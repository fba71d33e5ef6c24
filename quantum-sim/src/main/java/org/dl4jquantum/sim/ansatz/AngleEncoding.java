package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;

/**
 * One input per qubit as the angle of a rotation: {@code R_W(x_i)} on qubit i, inputs in radians. Inputs that differ by
 * 2 pi are encoded alike, so scale them to a range such as -pi/2..pi/2 or 0..pi.
 *
 * @param gate RX, RY or RZ
 * @param numQubits qubits, and inputs
 */
public record AngleEncoding(StandardGate gate, int numQubits) implements Encoding {

    public static AngleEncoding rx(int numQubits) {
        return new AngleEncoding(StandardGate.RX, numQubits);
    }

    public static AngleEncoding ry(int numQubits) {
        return new AngleEncoding(StandardGate.RY, numQubits);
    }

    /** After a Hadamard on every qubit: RZ alone leaves |0...0> as it is. */
    public static AngleEncoding rz(int numQubits) {
        return new AngleEncoding(StandardGate.RZ, numQubits);
    }

    @Override
    public int numInputs() {
        return numQubits;
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        int first = circuit.numInputs();
        for (int qubit = 0; qubit < numQubits; qubit++) {
            if (gate == StandardGate.RZ) {
                circuit.add(StandardGate.H, qubit);
            }
            circuit.add(gate, Angle.input(first + qubit), qubit);
        }
    }
}
