package org.dl4jquantum.sim.circuit;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fields of every gate say the same thing. */
class StandardGateTest {
    private static final double ROUNDING = 1e-15;
    private static final double STEP = 1e-5;
    /** Truncation h² / 6, rounding 1e-16 / h. */
    private static final double DIFFERENCE_TOLERANCE = 1e-10;

    private static final double[] ANGLES = {0.7, -1.3, 2.9};

    @ParameterizedTest
    @EnumSource
    void matrixIsUnitary(StandardGate gate) {
        ComplexMatrix matrix = gate.matrix(angles(gate));
        assertEquals(1 << gate.numQubits(), matrix.size());
        assertTrue(matrix.isUnitary(ROUNDING), matrix::toString);
    }

    @ParameterizedTest
    @EnumSource
    void inverseUndoesTheGate(StandardGate gate) {
        int[] qubits = IntStream.range(0, gate.numQubits()).toArray();
        List<Angle> angles =
                Arrays.stream(angles(gate)).mapToObj(Angle::constant).toList();
        Operation operation = new Operation(gate, IntStream.of(qubits).boxed().toList(), angles);
        Operation inverse = operation.inverse();
        double[] undone = inverse.parameters().stream()
                .mapToDouble(angle -> angle.evaluate(new double[0], new double[0]))
                .toArray();
        ComplexMatrix adjoint = gate.matrix(angles(gate)).adjoint();
        assertEquals(0, adjoint.distanceTo(inverse.gate().matrix(undone)), ROUNDING);
        assertEquals(operation, inverse.inverse());
        assertSame(gate, gate.inverse().inverse());
    }

    @ParameterizedTest
    @EnumSource
    void derivativeIsTheLimitOfDifferences(StandardGate gate) {
        for (int parameter = 0; parameter < gate.numParameters(); parameter++) {
            double[] before = angles(gate);
            double[] after = angles(gate);
            before[parameter] -= STEP;
            after[parameter] += STEP;
            ComplexMatrix difference = gate.matrix(after)
                    .plus(gate.matrix(before).times(new Complex(-1, 0)))
                    .times(new Complex(0.5 / STEP, 0));
            assertEquals(0, difference.distanceTo(gate.derivative(parameter, angles(gate))), DIFFERENCE_TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void generatorGivesTheMatrixByItsExponential(StandardGate gate) {
        for (int parameter = 0; parameter < gate.numParameters(); parameter++) {
            Gate rotation = gate.rotationOf(parameter);
            ComplexMatrix generator = rotation.generator().matrix();
            assertEquals(0, generator.distanceTo(generator.adjoint()));
            for (double angle : ANGLES) {
                ComplexMatrix expected = Exponential.of(generator.times(new Complex(0, -angle)));
                assertEquals(0, expected.distanceTo(rotation.matrix(angle)), 10 * ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void symbolFindsTheGate(StandardGate gate) {
        assertSame(gate, StandardGate.ofSymbol(gate.symbol()));
        assertTrue(gate.description().length() > 2);
    }

    @Test
    void symbolsAreDistinct() {
        Set<String> symbols = new HashSet<>();
        for (StandardGate gate : StandardGate.values()) {
            assertTrue(symbols.add(gate.symbol()), gate::symbol);
        }
    }

    @Test
    void eulerAnglesArePhaseRyPhaseRightmostFirst() {
        double[] t = {0.7, -1.3, 2.9};
        ComplexMatrix product = StandardGate.PHASE
                .matrix(t[1])
                .times(StandardGate.RY.matrix(t[0]))
                .times(StandardGate.PHASE.matrix(t[2]));
        assertEquals(0, product.distanceTo(StandardGate.U3.matrix(t)), ROUNDING);
    }

    @Test
    void rootsMultiplyToTheirSquares() {
        assertSquare(StandardGate.X, StandardGate.SX);
        assertSquare(StandardGate.Z, StandardGate.S);
        assertSquare(StandardGate.S, StandardGate.T);
        assertSquare(StandardGate.SDG, StandardGate.TDG);
    }

    @Test
    void rotationsByPiArePauliGatesUpToMinusI() {
        assertRotationByPi(StandardGate.RX, StandardGate.X);
        assertRotationByPi(StandardGate.RY, StandardGate.Y);
        assertRotationByPi(StandardGate.RZ, StandardGate.Z);
    }

    @Test
    void unknownSymbolNamesTheKnownOnes() {
        assertRefused(
                "gate \"Foo\": unknown, known are H, X, Y, Z, S, Sdg, T, Tdg, SX, SXdg, RX, RY, RZ, Phase, U3, CNOT, "
                        + "CZ, SWAP, CRX, CRY, CRZ, ControlledPhase, IsingXX, IsingYY, IsingZZ, Toffoli, CSWAP",
                () -> StandardGate.ofSymbol("Foo"));
    }

    @Test
    void gatesOfOtherThanOneAngleHaveNoGenerator() {
        assertUnsupported(
                "U3: has no single generator, only gates with one angle have one", StandardGate.U3::generator);
        assertUnsupported("H: has no single generator, only gates with one angle have one", StandardGate.H::generator);
    }

    private static void assertSquare(StandardGate square, StandardGate root) {
        assertEquals(0, square.matrix().distanceTo(root.matrix().times(root.matrix())), ROUNDING);
    }

    private static void assertRotationByPi(StandardGate rotation, StandardGate pauli) {
        ComplexMatrix expected = pauli.matrix().times(new Complex(0, -1));
        assertEquals(0, expected.distanceTo(rotation.matrix(Math.PI)), ROUNDING);
    }

    private static double[] angles(StandardGate gate) {
        return Arrays.copyOf(ANGLES, gate.numParameters());
    }
}
