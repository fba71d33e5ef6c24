package org.dl4jquantum.sim.circuit;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AngleTest {
    private static final double[] X = {0.3, -1.7, 2.2};
    private static final double[] W = {-0.9, 0.4};
    /** Rounding of a few dozen products of numbers up to 50. */
    private static final double ROUNDING = 1e-10;

    private static final Angle X0 = Angle.input(0);
    private static final Angle X1 = Angle.input(1);
    private static final Angle W0 = Angle.weight(0);

    @Provide
    Arbitrary<Angle> angles() {
        Arbitrary<Angle.Monomial> monomials = Combinators.combine(
                        Arbitraries.doubles().between(-50, 50),
                        Arbitraries.integers().between(0, X.length - 1).list().ofMaxSize(3),
                        Arbitraries.integers().between(0, W.length - 1).list().ofMaxSize(2))
                .as(Angle.Monomial::new);
        return monomials.list().ofMaxSize(4).map(Angle::new);
    }

    /** Whole coefficients: their sums and products are exact, so equal polynomials are equal objects. */
    @Provide
    Arbitrary<Angle> wholeAngles() {
        return angles().map(angle -> new Angle(angle.terms().stream()
                .map(term -> new Angle.Monomial(Math.rint(term.coefficient()), term.inputs(), term.weights()))
                .toList()));
    }

    @Property(seed = "21", tries = 500)
    void textIsReadAsWritten(@ForAll("angles") Angle angle) {
        assertEquals(angle, Angle.parse(angle.toString()));
    }

    @Property(seed = "22", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void valueFollowsTheAlgebra(@ForAll("angles") Angle a, @ForAll("angles") Angle b) {
        assertEquals(value(a) + value(b), value(a.plus(b)), ROUNDING);
        assertEquals(value(a) - value(b), value(a.minus(b)), ROUNDING);
        assertEquals(value(a) * value(b), value(a.times(b)), ROUNDING * (1 + Math.abs(value(a) * value(b))) * 100);
        assertEquals(-2.5 * value(a), value(a.times(-2.5)), ROUNDING * 100);
    }

    @Property(seed = "23", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void equalPolynomialsAreEqualObjects(
            @ForAll("wholeAngles") Angle a, @ForAll("wholeAngles") Angle b, @ForAll("wholeAngles") Angle c) {
        assertEquals(a.plus(b), b.plus(a));
        assertEquals(a.times(b), b.times(a));
        assertEquals(a.plus(b).plus(c), a.plus(b.plus(c)));
        assertEquals(a.times(b).times(c), a.times(b.times(c)));
        assertEquals(a.plus(b).times(c), a.times(c).plus(b.times(c)));
        assertEquals(Angle.constant(0), a.minus(a));
        assertEquals(a, a.times(Angle.constant(1)));
        assertEquals(a.hashCode(), a.plus(Angle.constant(0)).hashCode());
    }

    @Property(seed = "24", tries = 300)
    void countsCoverEveryVariable(@ForAll("angles") Angle angle) {
        double[] x = new double[angle.numInputs()];
        double[] w = new double[angle.numWeights()];
        assertTrue(Double.isFinite(angle.evaluate(x, w)));
        assertEquals(angle.numInputs() == 0, angle.isShared());
        assertEquals(angle.numInputs() + angle.numWeights() == 0, angle.isConstant());
    }

    @Example
    void textShowsTheExpandedPolynomial() {
        assertEquals("x0", X0.toString());
        assertEquals("2.0*x0", X0.times(2).toString());
        assertEquals("0", X0.minus(X0).toString());
        Angle pair = Angle.constant(3).minus(X0).times(Angle.constant(3).minus(X1));
        assertEquals("9.0 + -3.0*x0 + x0*x1 + -3.0*x1", pair.toString());
        assertEquals("-1.0*x0*x0*w0", X0.times(X0).times(W0).times(-1).toString());
    }

    @Example
    void anglesWrittenByHandAreRead() {
        assertEquals(X0.times(2).plus(W0), Angle.parse("w0 + 2*x0"));
        assertEquals(Angle.constant(0), Angle.parse("0"));
        assertEquals(X0.times(X0).times(1e-5), Angle.parse("x0*1e-5*x0"));
    }

    @Example
    void sharedMeansWithoutInputs() {
        assertTrue(W0.times(W0).isShared());
        assertFalse(W0.times(X1).isShared());
        assertTrue(Angle.constant(1).isConstant());
        assertFalse(W0.isConstant());
        assertEquals(2, X1.numInputs());
        assertEquals(1, W0.numWeights());
    }

    @Example
    void wrongAnglesAreNamed() {
        assertRefused(
                "angle \"2.0*y1\": factor \"y1\", allowed are a number, x<index> or w<index>",
                () -> Angle.parse("2.0*y1"));
        assertRefused("angle \"x\": factor \"x\", allowed are a number, x<index> or w<index>", () -> Angle.parse("x"));
        assertRefused("angle \"\": factor \"\", allowed are a number, x<index> or w<index>", () -> Angle.parse(""));
        assertRefused(
                "angle \"x0 + \": factor \"\", allowed are a number, x<index> or w<index>", () -> Angle.parse("x0 + "));
        assertRefused("angle: coefficient NaN, a finite number is needed", () -> Angle.constant(Double.NaN));
        assertRefused("angle: coefficient Infinity, a finite number is needed", () -> Angle.constant(1e200)
                .times(1e200));
        assertRefused("angle: input -1 outside 0..1073741823", () -> Angle.input(-1));
        assertRefused("angle: weight -2 outside 0..1073741823", () -> new Angle.Monomial(1, List.of(), List.of(3, -2)));
    }

    private static double value(Angle angle) {
        return angle.evaluate(X, W);
    }
}
