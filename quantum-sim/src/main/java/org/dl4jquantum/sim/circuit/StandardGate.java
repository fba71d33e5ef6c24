package org.dl4jquantum.sim.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.GateBody.Fixed;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.circuit.GateBody.Sequence;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;

/**
 * The gates every engine knows. A constant here is all there is to a gate: engines, gradients, files and the gate table
 * in {@code docs/gates.md} read it. Conventions follow M. Nielsen and I. Chuang, "Quantum Computation and Quantum
 * Information", section 4.2, with {@code R_W(t) = exp(-i t W / 2)} for every Pauli word W.
 */
// spotless:off one gate a line: a table
public enum StandardGate implements Gate {
    H("H", 0, fixed(ComplexMatrix.ofReal(1, 1, 1, -1).times(new Complex(Math.sqrt(0.5), 0))), "Hadamard"),
    X("X", 0, fixed(ComplexMatrix.ofReal(0, 1, 1, 0)), "Pauli X, bit flip"),
    Y("Y", 0, fixed(PauliString.of("Y").matrix()), "Pauli Y"),
    Z("Z", 0, fixed(ComplexMatrix.ofReal(1, 0, 0, -1)), "Pauli Z, phase flip"),
    S("S", 0, fixed(ComplexMatrix.diagonal(Complex.ONE, Complex.I)), "square root of Z"),
    SDG("Sdg", 0, fixed(ComplexMatrix.diagonal(Complex.ONE, Complex.I.conjugate())), "inverse of S"),
    T("T", 0, fixed(ComplexMatrix.diagonal(Complex.ONE, Complex.unit(Math.PI / 4))), "square root of S"),
    TDG("Tdg", 0, fixed(ComplexMatrix.diagonal(Complex.ONE, Complex.unit(-Math.PI / 4))), "inverse of T"),
    SX("SX", 0, fixed(rootOfX(1)), "square root of X"),
    SXDG("SXdg", 0, fixed(rootOfX(-1)), "inverse of SX"),
    RX("RX", 0, rotation("X"), "rotation about X"),
    RY("RY", 0, rotation("Y"), "rotation about Y"),
    RZ("RZ", 0, rotation("Z"), "rotation about Z"),
    PHASE("Phase", 1, phase(), "diag(1, exp(i t))"),
    U3("U3", 0, eulerAngles(), "any one-qubit gate up to a phase: Phase(t1) RY(t0) Phase(t2), rightmost first"),
    CNOT("CNOT", 1, X.body(), "controlled X"),
    CZ("CZ", 1, Z.body(), "controlled Z"),
    SWAP("SWAP", 0, fixed(ComplexMatrix.ofReal(1, 0, 0, 0,  0, 0, 1, 0,  0, 1, 0, 0,  0, 0, 0, 1)), "exchange of two qubits"),
    CRX("CRX", 1, rotation("X"), "controlled RX"),
    CRY("CRY", 1, rotation("Y"), "controlled RY"),
    CRZ("CRZ", 1, rotation("Z"), "controlled RZ"),
    CONTROLLED_PHASE("ControlledPhase", 2, phase(), "diag(1, 1, 1, exp(i t))"),
    ISING_XX("IsingXX", 0, rotation("XX"), "rotation about XX"),
    ISING_YY("IsingYY", 0, rotation("YY"), "rotation about YY"),
    ISING_ZZ("IsingZZ", 0, rotation("ZZ"), "rotation about ZZ"),
    TOFFOLI("Toffoli", 2, X.body(), "X under two controls"),
    CSWAP("CSWAP", 1, SWAP.body(), "controlled SWAP, Fredkin");
    // spotless:on

    private final String symbol;
    private final int numControls;
    private final GateBody body;
    private final String description;

    StandardGate(String symbol, int numControls, GateBody body, String description) {
        this.symbol = symbol;
        this.numControls = numControls;
        this.body = body;
        this.description = description;
    }

    /**
     * The gate with this symbol.
     *
     * @throws IllegalArgumentException naming the known symbols
     */
    public static StandardGate ofSymbol(String symbol) {
        return Arrays.stream(values())
                .filter(gate -> gate.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("gate \"" + symbol + "\": unknown, known are "
                        + Arrays.stream(values()).map(Gate::symbol).collect(Collectors.joining(", "))));
    }

    @Override
    public String symbol() {
        return symbol;
    }

    @Override
    public int numControls() {
        return numControls;
    }

    @Override
    public GateBody body() {
        return body;
    }

    /** A few words on what the gate is. */
    public String description() {
        return description;
    }

    /** Read off the matrices: a rotation is undone by itself with the angle turned, a constant gate by its adjoint. */
    @Override
    public Gate inverse() {
        if (numParameters() > 0) {
            return this;
        }
        ComplexMatrix adjoint = matrix().adjoint();
        return Arrays.stream(values())
                .filter(gate -> gate.numParameters() == 0 && gate.numQubits() == numQubits())
                .filter(gate -> gate.matrix().distanceTo(adjoint) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static GateBody fixed(ComplexMatrix matrix) {
        return new Fixed(matrix);
    }

    private static GateBody rotation(String word) {
        return new Rotation(PauliString.of(word), 1);
    }

    /** {@code exp(i t)}: the rotation about the empty word with the angle scaled by -2. */
    private static GateBody phase() {
        return new Rotation(PauliString.of(""), -2);
    }

    private static GateBody eulerAngles() {
        return new Sequence(
                List.of(new Sequence.Factor(PHASE, 2), new Sequence.Factor(RY, 0), new Sequence.Factor(PHASE, 1)),
                List.of(0, 2, 1));
    }

    private static ComplexMatrix rootOfX(int sign) {
        Complex same = new Complex(0.5, 0.5 * sign);
        Complex other = same.conjugate();
        return ComplexMatrix.of(same, other, other, same);
    }
}
