package org.dl4jquantum.sim.engine.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.EngineContract;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;

/** The oracle against values worked out by hand. */
class ReferenceEngineTest extends EngineContract {
    private static final double TOLERANCE = 1e-14;
    private static final double ROOT_HALF = Math.sqrt(0.5);

    @Override
    protected String engineName() {
        return "reference";
    }

    /** It has no rows or tiles. */
    @Override
    public List<Integer> batches() {
        return List.of(1, 3);
    }

    @Test
    void emptyCircuitStaysInZero() {
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 0, 0, 0}, state(Circuit.builder(2)), TOLERANCE);
    }

    @Test
    void qubitZeroIsTheLeastSignificantBit() {
        assertArrayEquals(
                new double[] {0, 1, 0, 0}, probabilities(Circuit.builder(2).add(StandardGate.X, 0), 0, 1), TOLERANCE);
        assertArrayEquals(
                new double[] {0, 0, 1, 0}, probabilities(Circuit.builder(2).add(StandardGate.X, 1), 0, 1), TOLERANCE);
        assertArrayEquals(
                new double[] {0, 1, 0, 0}, probabilities(Circuit.builder(2).add(StandardGate.X, 1), 1, 0), TOLERANCE);
    }

    @Test
    void bellStateIsPerfectlyCorrelated() {
        Circuit.Builder bell = Circuit.builder(2).add(StandardGate.H, 0).add(StandardGate.CNOT, 0, 1);
        assertArrayEquals(new double[] {ROOT_HALF, 0, 0, 0, 0, 0, ROOT_HALF, 0}, state(bell), TOLERANCE);
        assertArrayEquals(
                new double[] {1, 1, -1, 0, 0, 0}, expectations(bell, "ZZ", "XX", "YY", "ZI", "IX", "XY"), TOLERANCE);
    }

    @Test
    void ghzStateIsCorrelatedAcrossThreeQubits() {
        Circuit.Builder ghz = Circuit.builder(3)
                .add(StandardGate.H, 2)
                .add(StandardGate.CNOT, 2, 0)
                .add(StandardGate.CNOT, 0, 1);
        assertArrayEquals(new double[] {0.5, 0, 0, 0, 0, 0, 0, 0.5}, probabilities(ghz, 0, 1, 2), TOLERANCE);
        assertArrayEquals(
                new double[] {1, 1, 0, 1, -1, -1, -1, 0},
                expectations(ghz, "ZZI", "IZZ", "ZZZ", "XXX", "XYY", "YXY", "YYX", "YYY"),
                TOLERANCE);
    }

    @Test
    void ryTurnsZIntoCosineAndXIntoSine() {
        for (double t : new double[] {-2.5, -0.3, 0, 0.7, 1.9, 4 * Math.PI + 1}) {
            Circuit.Builder circuit = Circuit.builder(1).add(StandardGate.RY, t, 0);
            assertArrayEquals(
                    new double[] {Math.cos(t), Math.sin(t), 0}, expectations(circuit, "Z", "X", "Y"), TOLERANCE);
        }
    }

    @Test
    void rxTurnsZIntoMinusSineOfY() {
        Circuit.Builder circuit = Circuit.builder(1).add(StandardGate.RX, 0.7, 0);
        assertArrayEquals(
                new double[] {Math.cos(0.7), 0, -Math.sin(0.7)}, expectations(circuit, "Z", "X", "Y"), TOLERANCE);
    }

    @Test
    void rzShiftsRelativePhase() {
        Circuit.Builder circuit = Circuit.builder(1).add(StandardGate.H, 0).add(StandardGate.RZ, 0.7, 0);
        assertArrayEquals(
                new double[] {0, Math.cos(0.7), Math.sin(0.7)}, expectations(circuit, "Z", "X", "Y"), TOLERANCE);
        double half = 0.35;
        assertArrayEquals(
                new double[] {
                    ROOT_HALF * Math.cos(half),
                    -ROOT_HALF * Math.sin(half),
                    ROOT_HALF * Math.cos(half),
                    ROOT_HALF * Math.sin(half)
                },
                state(circuit),
                TOLERANCE);
    }

    @Test
    void fullTurnOfARotationIsMinusOne() {
        Circuit.Builder circuit = Circuit.builder(1).add(StandardGate.RY, 2 * Math.PI, 0);
        assertArrayEquals(new double[] {-1, 0, 0, 0}, state(circuit), TOLERANCE);
    }

    @Test
    void crxTurnsOnlyWhereTheControlIsOne() {
        double t = 0.9;
        Circuit.Builder off = Circuit.builder(2).add(StandardGate.CRX, t, 1, 0);
        assertArrayEquals(new double[] {1, 1}, expectations(off, "ZI", "IZ"), TOLERANCE);
        Circuit.Builder on = Circuit.builder(2).add(StandardGate.X, 1).add(StandardGate.CRX, t, 1, 0);
        assertArrayEquals(new double[] {Math.cos(t), -1}, expectations(on, "ZI", "IZ"), TOLERANCE);
        // Half of the time on: <Z> = (1 + cos t) / 2; the control's coherence is Re <0|RX|0>.
        Circuit.Builder half = Circuit.builder(2).add(StandardGate.H, 1).add(StandardGate.CRX, t, 1, 0);
        assertArrayEquals(
                new double[] {(1 + Math.cos(t)) / 2, Math.cos(t / 2)}, expectations(half, "ZI", "IX"), TOLERANCE);
    }

    @Test
    void controlledPhaseIsSymmetric() {
        double t = 0.4;
        Circuit.Builder plus = Circuit.builder(2)
                .add(StandardGate.H, 0)
                .add(StandardGate.H, 1)
                .add(StandardGate.CONTROLLED_PHASE, t, 0, 1);
        assertArrayEquals(
                new double[] {0.5, 0, 0.5, 0, 0.5, 0, Math.cos(t) / 2, Math.sin(t) / 2}, state(plus), TOLERANCE);
    }

    @Test
    void toffoliFlipsTheTargetWhereBothControlsAreOne() {
        for (int basis = 0; basis < 8; basis++) {
            // Controls 2 and 0, target 1.
            int expected = (basis & 0b101) == 0b101 ? basis ^ 0b010 : basis;
            assertBasisStateGoesTo(expected, basis, StandardGate.TOFFOLI, 2, 0, 1);
        }
    }

    @Test
    void cswapExchangesWhereTheControlIsOne() {
        for (int basis = 0; basis < 8; basis++) {
            // Control 1, targets 0 and 2.
            boolean differ = (basis & 1) != (basis >> 2 & 1);
            int expected = (basis & 0b010) != 0 && differ ? basis ^ 0b101 : basis;
            assertBasisStateGoesTo(expected, basis, StandardGate.CSWAP, 1, 0, 2);
        }
    }

    @Test
    void fourierTransformOfThreeQubitsIsTheMatrixOfRootsOfUnity() {
        for (int basis = 0; basis < 8; basis++) {
            Circuit.Builder circuit = basisState(basis, 3);
            for (int target = 2; target >= 0; target--) {
                circuit.add(StandardGate.H, target);
                for (int control = target - 1; control >= 0; control--) {
                    circuit.add(StandardGate.CONTROLLED_PHASE, Math.PI / (1 << (target - control)), control, target);
                }
            }
            circuit.add(StandardGate.SWAP, 0, 2);
            double[] expected = new double[16];
            for (int k = 0; k < 8; k++) {
                expected[2 * k] = Math.cos(2 * Math.PI * basis * k / 8) / Math.sqrt(8);
                expected[2 * k + 1] = Math.sin(2 * Math.PI * basis * k / 8) / Math.sqrt(8);
            }
            assertArrayEquals(expected, state(circuit), TOLERANCE, "basis state " + basis);
        }
    }

    @Test
    void sumsAddUpWeightedWordsAndTheIdentity() {
        Circuit circuit = Circuit.builder(2).add(StandardGate.RY, 0.7, 1).build();
        Measurement sum = Measurement.expectations(PauliSum.of(Map.of("II", 0.25, "IZ", -2.0, "IX", 3.0, "ZI", 1.0)));
        assertArrayEquals(
                new double[] {0.25 - 2 * Math.cos(0.7) + 3 * Math.sin(0.7) + 1}, run(circuit, sum), TOLERANCE);
    }

    private static Circuit.Builder basisState(int basis, int numQubits) {
        Circuit.Builder circuit = Circuit.builder(numQubits);
        for (int qubit = 0; qubit < numQubits; qubit++) {
            if ((basis >> qubit & 1) == 1) {
                circuit.add(StandardGate.X, qubit);
            }
        }
        return circuit;
    }

    private void assertBasisStateGoesTo(int expected, int basis, StandardGate gate, int... qubits) {
        double[] state = new double[16];
        state[2 * expected] = 1;
        assertArrayEquals(state, state(basisState(basis, 3).add(gate, qubits)), TOLERANCE, "basis state " + basis);
    }

    private double[] expectations(Circuit.Builder circuit, String... words) {
        return run(
                circuit.build(),
                Measurement.expectations(IntStream.range(0, words.length)
                        .mapToObj(k -> PauliSum.of(words[k]))
                        .toList()));
    }

    private double[] probabilities(Circuit.Builder circuit, int... qubits) {
        return run(circuit.build(), Measurement.probabilities(qubits));
    }

    private double[] state(Circuit.Builder circuit) {
        return run(circuit.build(), Measurement.stateVector());
    }

    private double[] run(Circuit circuit, Measurement measurement) {
        boolean[] shared = new boolean[circuit.numSlots()];
        Angles angles = new Angles(1, shared);
        for (int slot = 0; slot < shared.length; slot++) {
            angles.set(slot, 0, circuit.angles().get(slot).evaluate(new double[0], new double[0]));
        }
        double[] y = new double[measurement.numOutputs(circuit.numQubits())];
        engine().compile(circuit, measurement, Precision.DOUBLE)
                .forward(EngineInput.of(angles), RealView.of(y, 1, y.length));
        return y;
    }
}
