package org.dl4jquantum.sim.gradient;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftRuleTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void pauliRotationsTakeHalvesAtPlusAndMinusHalfPi() {
        for (Gate gate : List.of(
                StandardGate.RX,
                StandardGate.RZ,
                StandardGate.PHASE,
                StandardGate.CONTROLLED_PHASE,
                StandardGate.ISING_XX,
                CustomGate.pauliRotation("XYZYX"))) {
            assertRule(ShiftRule.of(gate), Math.PI / 2, 0.5);
        }
    }

    @Test
    void controlledRotationsTakeFourTerms() {
        double root = Math.sqrt(2);
        for (Gate gate : List.of(
                StandardGate.CRX,
                StandardGate.CRY,
                StandardGate.CRZ,
                CustomGate.pauliRotation("XY").controlled(2))) {
            assertRule(
                    ShiftRule.of(gate),
                    Math.PI / 2,
                    (root + 1) / (4 * root),
                    3 * Math.PI / 2,
                    -(root - 1) / (4 * root));
        }
    }

    @Test
    void generatorOnThreeQubitsTakesSixTerms() {
        ComplexMatrix generator = PauliSum.of("ZII")
                .plus(PauliSum.of("IXI"))
                .plus(PauliSum.of("IIY"))
                .times(0.5)
                .matrix();
        double[] frequencies = ShiftRule.frequencies(generator);
        assertArrayEquals(new double[] {1, 2, 3}, frequencies, ROUNDING);
        assertEquals(6, ShiftRule.ofFrequencies(frequencies).terms().size());
        assertDifferentiates(frequencies);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RX",
                "RY",
                "RZ",
                "PHASE",
                "CRX",
                "CRY",
                "CRZ",
                "CONTROLLED_PHASE",
                "ISING_XX",
                "ISING_YY",
                "ISING_ZZ"
            })
    void frequenciesAreDifferencesOfEigenvalues(StandardGate gate) {
        boolean controlledRotation = gate.numControls() == 1 && gate.body().numTargets() == 1;
        double[] expected = controlledRotation ? new double[] {0.5, 1} : new double[] {1};
        assertArrayEquals(expected, ShiftRule.frequencies(gate.generator().matrix()), ROUNDING);
    }

    @Test
    void anyFrequenciesGiveTheExactDerivative() {
        assertDifferentiates(0.3);
        assertDifferentiates(0.5, 1);
        assertDifferentiates(1, 3);
        assertDifferentiates(1, 2, 5);
        assertDifferentiates(2, 3, 4);
        assertDifferentiates(0.7, 1, 2.3, 2.5);
        assertDifferentiates(1, 2, 3, 4, 5, 6, 7, 8);
        assertDifferentiates(0.5, 1, 1.5, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I", "III"})
    void identityHasNothingToShift(String word) {
        assertEquals(List.of(), ShiftRule.of(CustomGate.pauliRotation(word)).terms());
    }

    @Test
    void gatesWithoutOneGeneratorAreRefused() {
        assertUnsupported(
                "U3: has no single generator, only gates with one angle have one", () -> ShiftRule.of(StandardGate.U3));
    }

    @Test
    void frequenciesThatNoRuleFitsAreNamed() {
        assertRefused(
                "shift rule: frequencies [1.0, 1.0] do not determine one, distinct positive ones are needed",
                () -> ShiftRule.ofFrequencies(1, 1));
    }

    /** Pairs of shift and weight; each also with both signs turned. */
    private static void assertRule(ShiftRule rule, double... shiftsAndWeights) {
        assertEquals(shiftsAndWeights.length, rule.terms().size());
        for (int i = 0; i < shiftsAndWeights.length; i += 2) {
            ShiftRule.Term plus = rule.terms().get(i);
            ShiftRule.Term minus = rule.terms().get(i + 1);
            assertEquals(shiftsAndWeights[i], plus.shift(), ROUNDING);
            assertEquals(shiftsAndWeights[i + 1], plus.weight(), ROUNDING);
            assertEquals(-plus.shift(), minus.shift());
            assertEquals(-plus.weight(), minus.weight());
        }
    }

    private static void assertDifferentiates(double... frequencies) {
        double[] a = RandomCircuits.numbers(frequencies.length, 1);
        double[] b = RandomCircuits.numbers(frequencies.length, 2);
        DoubleUnaryOperator value = t -> {
            double sum = 0.25;
            for (int k = 0; k < frequencies.length; k++) {
                sum += a[k] * Math.cos(frequencies[k] * t) + b[k] * Math.sin(frequencies[k] * t);
            }
            return sum;
        };
        ShiftRule rule = ShiftRule.ofFrequencies(frequencies);
        for (double t : new double[] {-2, 0, 0.4, 5}) {
            double expected = 0;
            for (int k = 0; k < frequencies.length; k++) {
                expected +=
                        frequencies[k] * (b[k] * Math.cos(frequencies[k] * t) - a[k] * Math.sin(frequencies[k] * t));
            }
            double found = rule.terms().stream()
                    .mapToDouble(term -> term.weight() * value.applyAsDouble(t + term.shift()))
                    .sum();
            assertEquals(expected, found, ROUNDING * 10);
        }
    }
}
