package org.dl4jquantum.sim.gradient;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientMethodTest {
    private static final double ROUNDING = 1e-11;
    private static final double DIFFERENCE_TOLERANCE = 1e-8;
    private static final double FLOAT_TOLERANCE = 1e-3;

    private static final Engine JAVA = Engines.named("java");
    private static final Circuit AMPLITUDES = Circuit.builder(2)
            .amplitudes(4)
            .add(StandardGate.RX, Angle.weight(0), 0)
            .build();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 130})
    void parameterShiftEqualsAdjoint(int batch) {
        Circuit circuit = RandomCircuits.withInputs(4, 3, 5, 51);
        for (Measurement measurement : new Measurement[] {PauliZ.onEach(4), Measurement.probabilities(2, 0)}) {
            assertArrayEquals(
                    gradient(GradientMethod.ADJOINT, circuit, measurement, batch),
                    gradient(GradientMethod.PARAMETER_SHIFT, circuit, measurement, batch),
                    ROUNDING * batch);
        }
    }

    @Test
    void parameterShiftCutsManyShiftsIntoCalls() {
        // 4,096 samples a call: every shift is a call of its own.
        Circuit circuit = Circuit.builder(2)
                .add(StandardGate.RY, Angle.input(0), 0)
                .add(StandardGate.CRX, Angle.weight(0), 0, 1)
                .build();
        assertArrayEquals(
                gradient(GradientMethod.ADJOINT, circuit, PauliZ.onEach(2), 5000),
                gradient(GradientMethod.PARAMETER_SHIFT, circuit, PauliZ.onEach(2), 5000),
                ROUNDING * 5000);
    }

    @Test
    void finiteDifferencesComeCloseToAdjoint() {
        Circuit circuit = RandomCircuits.withInputs(3, 2, 3, 52);
        for (Measurement measurement : new Measurement[] {PauliZ.onEach(3), Measurement.stateVector()}) {
            assertArrayEquals(
                    gradient(GradientMethod.ADJOINT, circuit, measurement, 3),
                    gradient(GradientMethod.FINITE_DIFFERENCE, circuit, measurement, 3),
                    DIFFERENCE_TOLERANCE);
        }
    }

    @Test
    void finiteDifferencesTakeLargerStepsInFloat() {
        Circuit circuit = RandomCircuits.withInputs(3, 2, 3, 53);
        EngineInput input = input(circuit, 2);
        EngineGradient gradient = new EngineGradient(input.angles(), Optional.empty());
        Program program = JAVA.compile(circuit, PauliZ.onEach(3), Precision.FLOAT);
        GradientMethod.of(GradientMethod.FINITE_DIFFERENCE, circuit, PauliZ.onEach(3), Precision.FLOAT, 0, JAVA)
                .backward(program, input, cotangent(2, 3), gradient);
        assertArrayEquals(
                gradient(GradientMethod.ADJOINT, circuit, PauliZ.onEach(3), 2),
                withoutConstants(circuit, input, gradient.angles()),
                FLOAT_TOLERANCE);
    }

    @Test
    void rotationAboutTheIdentityHasGradientZero() {
        Circuit circuit = Circuit.builder(2)
                .add(StandardGate.H, 0)
                .add(CustomGate.pauliRotation("II"), Angle.weight(0), 0, 1)
                .build();
        assertArrayEquals(
                new double[] {0}, gradient(GradientMethod.PARAMETER_SHIFT, circuit, PauliZ.onEach(2), 1), ROUNDING);
    }

    @Test
    void emptyBatchHasGradientZero() {
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.RX, Angle.input(0), 0)
                .add(StandardGate.RY, Angle.weight(0), 0)
                .build();
        for (String method : GradientMethod.NAMES) {
            assertArrayEquals(new double[] {0}, gradient(method, circuit, PauliZ.onEach(1), 0), method);
        }
    }

    @Test
    void autoShiftsOnlyUnderShots() {
        Circuit circuit = RandomCircuits.superposition(2, 1);
        assertInstanceOf(
                ParameterShift.class,
                GradientMethod.of(GradientMethod.AUTO, circuit, PauliZ.onEach(2), Precision.DOUBLE, 100, JAVA));
        assertArrayEquals(
                gradient(GradientMethod.ADJOINT, circuit, PauliZ.onEach(2), 2),
                gradient(GradientMethod.AUTO, circuit, PauliZ.onEach(2), 2));
    }

    @Test
    void autoShiftsWhereTheEngineHasNoAdjoint() {
        Circuit circuit = RandomCircuits.superposition(2, 1);
        assertInstanceOf(
                ParameterShift.class,
                GradientMethod.of(
                        GradientMethod.AUTO, circuit, PauliZ.onEach(2), Precision.DOUBLE, 0, Engines.named("strange")));
    }

    @Test
    void adjointIsRefusedWhereTheEngineHasNone() {
        assertUnsupported(
                "gradient adjoint: engine strange has none; use gradient parameter-shift, or another engine",
                () -> GradientMethod.of(
                        GradientMethod.ADJOINT,
                        RandomCircuits.superposition(2, 1),
                        PauliZ.onEach(2),
                        Precision.DOUBLE,
                        0,
                        Engines.named("strange")));
    }

    @Test
    void finiteDifferencesWithShotsAreRefused() {
        assertRefused(
                "gradient finite-difference: divides the noise of shots by a tiny step, but shots = 10; use gradient "
                        + "parameter-shift, or shots = 0",
                () -> GradientMethod.validateName(GradientMethod.FINITE_DIFFERENCE, 10));
    }

    @Test
    void adjointWithShotsIsRefused() {
        assertRefused(
                "gradient adjoint: needs exact states, but shots = 1; use gradient parameter-shift, or shots = 0",
                () -> GradientMethod.validateName(GradientMethod.ADJOINT, 1));
    }

    @Test
    void unknownMethodNamesTheKnownOnes() {
        assertRefused(
                "gradient \"backprop\": unknown, known are auto, adjoint, parameter-shift, finite-difference",
                () -> GradientMethod.validateName("backprop", 0));
    }

    @Test
    void shiftedAnglesGiveNoGradientOfAmplitudes() {
        assertUnsupported(
                "gradient parameter-shift: differentiates angles only, the circuit takes 4 amplitudes as inputs; use "
                        + "adjoint without shots",
                () -> GradientMethod.of(
                        GradientMethod.PARAMETER_SHIFT, AMPLITUDES, PauliZ.onEach(2), Precision.DOUBLE, 0, JAVA));
    }

    @Test
    void parameterShiftHoldsForNoStateVector() {
        assertUnsupported(
                "gradient parameter-shift: holds for expectations and probabilities, not for the state vector; use "
                        + "adjoint",
                () -> GradientMethod.of(
                        GradientMethod.PARAMETER_SHIFT,
                        RandomCircuits.superposition(1, 1),
                        Measurement.stateVector(),
                        Precision.DOUBLE,
                        0,
                        JAVA));
    }

    private static double[] gradient(String method, Circuit circuit, Measurement measurement, int batch) {
        EngineInput input = input(circuit, batch);
        EngineGradient gradient = new EngineGradient(input.angles(), Optional.empty());
        GradientMethod.of(method, circuit, measurement, Precision.DOUBLE, 0, JAVA)
                .backward(
                        JAVA.compile(circuit, measurement, Precision.DOUBLE),
                        input,
                        cotangent(batch, measurement.numOutputs(circuit.numQubits())),
                        gradient);
        return withoutConstants(circuit, input, gradient.angles());
    }

    /** Constant angles have a derivative too, which parameter-shift leaves out. */
    private static double[] withoutConstants(Circuit circuit, EngineInput input, double[] gradient) {
        double[] kept = gradient.clone();
        for (int slot = 0; slot < circuit.numSlots(); slot++) {
            if (circuit.angles().get(slot).isConstant()) {
                kept[input.angles().index(slot, 0)] = 0;
            }
        }
        return kept;
    }

    private static EngineInput input(Circuit circuit, int batch) {
        double[] inputs = RandomCircuits.numbers(batch * circuit.numInputs(), 1);
        double[] weights = RandomCircuits.numbers(circuit.numWeights(), 2);
        return EngineInput.of(new AngleTable(circuit).evaluate(inputs, weights, batch));
    }

    private static RealView cotangent(int batch, int numOutputs) {
        return RealView.of(RandomCircuits.numbers(batch * numOutputs, 3), batch, numOutputs);
    }
}
