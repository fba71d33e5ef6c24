package org.dl4jquantum.sim.ansatz;

import org.dl4jquantum.sim.circuit.Circuit;

/**
 * The inputs as amplitudes of the initial state: {@code |psi> = sum_i x_i |i> / |x|}, padded with zeros to 2^n. Comes
 * first in a circuit. A sample of zeros alone is refused.
 *
 * @param numQubits n
 * @param numInputs 1..2^n
 */
public record AmplitudeEncoding(int numQubits, int numInputs) implements Encoding {

    /** All {@code 2^numQubits} amplitudes. */
    public static AmplitudeEncoding onQubits(int numQubits) {
        return new AmplitudeEncoding(numQubits, 1 << numQubits);
    }

    @Override
    public void appendTo(Circuit.Builder circuit) {
        circuit.amplitudes(numInputs);
    }
}
