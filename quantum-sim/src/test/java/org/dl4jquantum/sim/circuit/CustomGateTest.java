package org.dl4jquantum.sim.circuit;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;
import org.junit.jupiter.api.Test;

class CustomGateTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void rotationsAndMatricesReproduceStandardGates() {
        assertSame(StandardGate.ISING_YY, CustomGate.pauliRotation("YY"), 0.7);
        assertSame(StandardGate.CRZ, CustomGate.pauliRotation("Z").controlled(1), -2.1);
        assertSame(
                StandardGate.TOFFOLI,
                CustomGate.unitary(StandardGate.X.matrix()).controlled(2));
        assertSame(
                StandardGate.TOFFOLI,
                CustomGate.unitary(StandardGate.CNOT.matrix()).controlled(1));
        assertSame(
                StandardGate.CSWAP,
                CustomGate.unitary(StandardGate.SWAP.matrix()).controlled(1));
    }

    @Test
    void inverseUndoesEveryCustomGate() {
        for (Gate gate : RandomCircuits.customGates(4, new Random(31))) {
            double[] angle = gate.numParameters() == 0 ? new double[0] : new double[] {0.7};
            double[] undone = gate.numParameters() == 0 ? new double[0] : new double[] {-0.7};
            ComplexMatrix product = gate.inverse().matrix(undone).times(gate.matrix(angle));
            assertEquals(0, product.distanceTo(ComplexMatrix.identity(product.size())), ROUNDING);
        }
    }

    @Test
    void generatorOfAControlledWordGivesItsMatrix() {
        for (int controls = 0; controls <= 3; controls++) {
            Gate gate = CustomGate.pauliRotation("ZY").controlled(controls);
            ComplexMatrix exponent = gate.generator().matrix().times(new Complex(0, -1.3));
            assertEquals(0, Exponential.of(exponent).distanceTo(gate.matrix(1.3)), ROUNDING);
        }
    }

    @Test
    void emptyWordIsAPhase() {
        CustomGate phase = CustomGate.pauliRotation("");
        assertEquals(0, phase.numQubits());
        assertEquals(0, phase.matrix(0.8).distanceTo(ComplexMatrix.of(Complex.unit(-0.4))), ROUNDING);
        assertEquals(0, phase.controlled(1).matrix(-1.6).distanceTo(StandardGate.PHASE.matrix(0.8)), ROUNDING);
    }

    @Test
    void matricesThatAreNoGateAreRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> CustomGate.unitary(ComplexMatrix.ofReal(1, 0, 0, 1.001)))
                .getMessage();
        assertTrue(message.startsWith("gate matrix: not unitary to 1.0E-10: ComplexMatrix 2x2"), message);
        assertRefused(
                "gate matrix: size 3, a power of 2 is needed", () -> CustomGate.unitary(ComplexMatrix.identity(3)));
        assertRefused(
                "PauliString \"XA\": 'A' at position 1, allowed are I, X, Y, Z", () -> CustomGate.pauliRotation("XA"));
    }

    @Test
    void fewerControlsThanNoneAreRefused() {
        assertRefused("PauliRotation: -1 controls, at least 0 are needed", () -> CustomGate.pauliRotation("X")
                .controlled(-1));
    }

    @Test
    void gatesThatNoFileCouldHoldAreRefused() {
        Rotation scaled = new Rotation(PauliString.of("Z"), -2);
        assertRefused(
                "PauliRotation: Rotation[word=Z, scale=-2.0], a matrix is needed for Unitary, a rotation with scale 1"
                        + " for PauliRotation",
                () -> new CustomGate(CustomGate.PAULI_ROTATION, 0, scaled));
        assertThrows(IllegalArgumentException.class, () -> new CustomGate("Mine", 0, StandardGate.X.body()));
        assertThrows(
                IllegalArgumentException.class, () -> new CustomGate(CustomGate.UNITARY, 0, StandardGate.U3.body()));
    }

    private static void assertSame(StandardGate expected, Gate gate, double... angles) {
        assertEquals(0, expected.matrix(angles).distanceTo(gate.matrix(angles)), ROUNDING);
    }
}
