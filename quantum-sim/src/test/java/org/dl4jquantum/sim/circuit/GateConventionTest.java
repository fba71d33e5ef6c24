package org.dl4jquantum.sim.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our matrices against those that the reference vectors are written in. There the first listed wire is the most
 * significant bit of an index, here it is the least.
 */
class GateConventionTest {
    private static final double ROUNDING = 1e-15;
    private static final double T = 0.7;
    private static final double P = -1.1;
    private static final double L = 2.3;
    private static final Complex C = new Complex(Math.cos(T / 2), 0);
    private static final Complex S = new Complex(Math.sin(T / 2), 0);
    private static final Complex MINUS_IS = new Complex(0, -Math.sin(T / 2));
    private static final Complex O = Complex.ZERO;
    private static final Complex ONE = Complex.ONE;

    private static String convention;

    @BeforeAll
    static void readConvention() throws IOException {
        try (InputStream file = GateConventionTest.class.getResourceAsStream("/vectors/random_circuits.json")) {
            convention = new ObjectMapper().readTree(file).get("convention").asText();
        }
    }

    @Test
    void rotationsAreExponentialsOfHalfTheAngle() {
        assertStated("RX(t)=exp(-i t X/2) etc");
        assertMatrix(StandardGate.RX, T, C, MINUS_IS, MINUS_IS, C);
        assertMatrix(StandardGate.RY, T, C, S.times(-1), S, C);
        assertMatrix(StandardGate.RZ, T, Complex.unit(-T / 2), O, O, Complex.unit(T / 2));
    }

    @Test
    void phaseTurnsOnlyOne() {
        assertStated("Phase(t)=diag(1,e^{it})");
        assertMatrix(StandardGate.PHASE, T, ONE, O, O, Complex.unit(T));
    }

    @Test
    void eulerAnglesAreThetaPhiLambda() {
        assertStated("U3(t,p,l)=[[cos(t/2),-e^{il}sin(t/2)],[e^{ip}sin(t/2),e^{i(p+l)}cos(t/2)]]");
        ComplexMatrix expected = ComplexMatrix.of(
                C, S.times(Complex.unit(L)).times(-1), S.times(Complex.unit(P)), C.times(Complex.unit(P + L)));
        assertEquals(0, expected.distanceTo(StandardGate.U3.matrix(T, P, L)), ROUNDING);
    }

    @Test
    void rootOfXHasHalves() {
        assertStated("SX=1/2[[1+i,1-i],[1-i,1+i]]");
        Complex same = new Complex(0.5, 0.5);
        assertMatrix(StandardGate.SX, same, same.conjugate(), same.conjugate(), same);
    }

    @Test
    void isingGatesAreExponentialsOfPairs() {
        assertStated("IsingPP(t)=exp(-i t PP/2)");
        assertMatrix(
                StandardGate.ISING_XX, T, C, O, O, MINUS_IS, O, C, MINUS_IS, O, O, MINUS_IS, C, O, MINUS_IS, O, O, C);
        Complex plusIs = MINUS_IS.conjugate();
        assertMatrix(StandardGate.ISING_YY, T, C, O, O, plusIs, O, C, MINUS_IS, O, O, MINUS_IS, C, O, plusIs, O, O, C);
        assertDiagonal(
                StandardGate.ISING_ZZ,
                T,
                Complex.unit(-T / 2),
                Complex.unit(T / 2),
                Complex.unit(T / 2),
                Complex.unit(-T / 2));
    }

    @Test
    void firstListedQubitIsTheControl() {
        assertStated("controlled gates: wires[0] is the control");
        assertMatrix(StandardGate.CNOT, ONE, O, O, O, O, ONE, O, O, O, O, O, ONE, O, O, ONE, O);
        assertMatrix(StandardGate.CRX, T, ONE, O, O, O, O, ONE, O, O, O, O, C, MINUS_IS, O, O, MINUS_IS, C);
        assertMatrix(StandardGate.CRY, T, ONE, O, O, O, O, ONE, O, O, O, O, C, S.times(-1), O, O, S, C);
        assertDiagonal(StandardGate.CRZ, T, ONE, ONE, Complex.unit(-T / 2), Complex.unit(T / 2));
        assertDiagonal(StandardGate.CONTROLLED_PHASE, T, ONE, ONE, ONE, Complex.unit(T));
        assertMatrix(StandardGate.CZ, ONE, O, O, O, O, ONE, O, O, O, O, ONE, O, O, O, O, ONE.times(-1));
    }

    @Test
    void threeQubitGatesPermuteBasisStates() {
        assertStated("Toffoli: wires[0],wires[1] controls; CSWAP: wires[0] control");
        assertPermutation(StandardGate.TOFFOLI, 0, 1, 2, 3, 4, 5, 7, 6);
        assertPermutation(StandardGate.CSWAP, 0, 1, 2, 3, 4, 6, 5, 7);
    }

    private static void assertStated(String formula) {
        assertTrue(convention.contains(formula), () -> "\"" + formula + "\" is not in: " + convention);
    }

    private static void assertMatrix(StandardGate gate, Complex... rowByRow) {
        assertEquals(0, reversed(ComplexMatrix.of(rowByRow)).distanceTo(gate.matrix()), ROUNDING);
    }

    private static void assertMatrix(StandardGate gate, double angle, Complex... rowByRow) {
        assertEquals(0, reversed(ComplexMatrix.of(rowByRow)).distanceTo(gate.matrix(angle)), ROUNDING);
    }

    private static void assertDiagonal(StandardGate gate, double angle, Complex... diagonal) {
        assertEquals(0, reversed(ComplexMatrix.diagonal(diagonal)).distanceTo(gate.matrix(angle)), ROUNDING);
    }

    private static void assertPermutation(StandardGate gate, int... images) {
        double[] entries = new double[images.length * images.length];
        for (int column = 0; column < images.length; column++) {
            entries[images[column] * images.length + column] = 1;
        }
        assertEquals(0, reversed(ComplexMatrix.ofReal(entries)).distanceTo(gate.matrix()));
    }

    /** The matrix with the bits of its indices in the other order. */
    private static ComplexMatrix reversed(ComplexMatrix matrix) {
        int size = matrix.size();
        int unused = Integer.numberOfLeadingZeros(size) + 1;
        Complex[] entries = new Complex[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int from = Integer.reverse(row) >>> unused;
                int to = Integer.reverse(column) >>> unused;
                entries[row * size + column] = matrix.get(from, to);
            }
        }
        return ComplexMatrix.of(entries);
    }
}
