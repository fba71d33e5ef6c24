package org.dl4jquantum.sim.inspect;

import java.util.Locale;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/** A pure state of some qubits, immutable. Qubit q is bit q of an index; bit strings have qubit 0 rightmost. */
public final class QuantumState {
    private static final double NORM_TOLERANCE = 1e-4;
    private static final double VISIBLE = 5e-5;
    private static final int MOST_LINES = 64;

    private final int numQubits;
    private final double[] amplitudes;

    private QuantumState(double[] amplitudes) {
        this.amplitudes = amplitudes;
        numQubits = Integer.numberOfTrailingZeros(amplitudes.length) - 1;
    }

    /**
     * A state of given amplitudes.
     *
     * @param amplitudes real and imaginary part in turn, 2^(n+1) numbers for n qubits; the norm is 1 to four digits
     * @throws IllegalArgumentException if there are not so many, or the norm is another
     */
    public static QuantumState of(double... amplitudes) {
        if (amplitudes.length < 4 || Integer.bitCount(amplitudes.length) != 1) {
            throw new IllegalArgumentException("state: " + amplitudes.length
                    + " numbers given, 2^(n+1) are needed for n qubits: real and imaginary part of every amplitude");
        }
        double norm = 0;
        for (double part : amplitudes) {
            norm += part * part;
        }
        // The negation refuses NaN too.
        if (!(Math.abs(norm - 1) < NORM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "state: squares of the amplitudes add up to " + norm + ", 1 is needed; divide by the root of it");
        }
        return new QuantumState(amplitudes.clone());
    }

    /**
     * The final state of a circuit for one sample.
     *
     * @param inputs one for every input of the circuit
     * @param weights one for every weight
     * @throws IllegalArgumentException if there are more or fewer, or one is NaN or infinite
     */
    public static QuantumState of(Circuit circuit, double[] inputs, double[] weights) {
        double[] state = new double[2 << circuit.numQubits()];
        QuantumNode.of(circuit, Measurement.stateVector())
                .compile(Precision.DOUBLE)
                .forward(row(inputs), row(weights), row(state), 0);
        return of(state);
    }

    /** The final state of a circuit without inputs and weights. */
    public static QuantumState of(Circuit circuit) {
        return of(circuit, new double[0], new double[0]);
    }

    static RealView row(double[] values) {
        return RealView.of(values, 1, values.length);
    }

    public int numQubits() {
        return numQubits;
    }

    /** Number of basis states, 2^numQubits. */
    public int size() {
        return 1 << numQubits;
    }

    /** The amplitude of a basis state. */
    public Complex amplitude(int index) {
        return new Complex(amplitudes[2 * index], amplitudes[2 * index + 1]);
    }

    /** The argument of an amplitude in radians, -pi..pi. */
    public double phase(int index) {
        return Math.atan2(amplitudes[2 * index + 1], amplitudes[2 * index]);
    }

    /** The squared magnitude of an amplitude. */
    public double probability(int index) {
        return amplitude(index).squaredMagnitude();
    }

    /** A basis state as bits, qubit 0 rightmost. */
    public String bits(int index) {
        return IntStream.range(0, numQubits)
                .mapToObj(i -> (index >> (numQubits - 1 - i) & 1) == 1 ? "1" : "0")
                .reduce("", String::concat);
    }

    /** All amplitudes, real and imaginary part in turn; a copy. */
    public double[] toArray() {
        return amplitudes.clone();
    }

    /**
     * What one qubit alone is in: the state with all other qubits traced out.
     *
     * @throws IllegalArgumentException if there is no such qubit
     */
    public BlochVector bloch(int qubit) {
        if (qubit < 0 || qubit >= numQubits) {
            throw new IllegalArgumentException("state: qubit " + qubit + " outside 0.." + (numQubits - 1));
        }
        double x = 0;
        double y = 0;
        double z = 0;
        int bit = 2 << qubit;
        for (int zero = 0; zero < amplitudes.length; zero += 2) {
            if ((zero & bit) == 0) {
                int one = zero | bit;
                double re0 = amplitudes[zero];
                double im0 = amplitudes[zero + 1];
                double re1 = amplitudes[one];
                double im1 = amplitudes[one + 1];
                x += 2 * (re0 * re1 + im0 * im1);
                y += 2 * (re0 * im1 - im0 * re1);
                z += re0 * re0 + im0 * im0 - re1 * re1 - im1 * im1;
            }
        }
        return new BlochVector(x, y, z);
    }

    /** The entropy of one qubit in bits, 0..1: how much it is entangled with all others. */
    public double entanglementEntropy(int qubit) {
        return bloch(qubit).entropy();
    }

    /**
     * The global entanglement {@code Q = 2 (1 - mean purity of a qubit)}, from 0 for product states to 1 (D. A. Meyer and
     * N. R. Wallach, arXiv:quant-ph/0108104; this form by G. K. Brennen, arXiv:quant-ph/0305094).
     */
    public double meyerWallach() {
        double purity = IntStream.range(0, numQubits)
                .mapToDouble(qubit -> bloch(qubit).purity())
                .average()
                .orElseThrow();
        return Math.max(0, 2 * (1 - purity));
    }

    /** One line for every amplitude that is not zero, the first {@value #MOST_LINES} of them. */
    @Override
    public String toString() {
        int[] visible = IntStream.range(0, size())
                .filter(index -> amplitude(index).squaredMagnitude() > VISIBLE * VISIBLE)
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < Math.min(visible.length, MOST_LINES); line++) {
            int index = visible[line];
            Complex a = amplitude(index);
            text.append(String.format(
                    Locale.ROOT,
                    "|%s⟩  %+.4f %+.4fi  probability %.4f\n",
                    bits(index),
                    a.re(),
                    a.im(),
                    a.squaredMagnitude()));
        }
        int more = visible.length - MOST_LINES;
        return more > 0 ? text + "and " + more + " more\n" : text.toString();
    }
}
