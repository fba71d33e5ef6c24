package org.dl4jquantum.sim.engine.portable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinesTest {
    private static final double ERROR = 4e-16;

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 1e3, 999_999, 1e7, 1e15})
    void anglesOfAnySizeHaveTheirCosinesAndSines(double size) {
        assertRight(new SplittableRandom(5).doubles(100_000, -size, size).toArray());
    }

    @Test
    void multiplesOfQuarterTurnsAreRight() {
        assertRight(DoubleStream.iterate(-1000, k -> k <= 1000, k -> k + 1)
                .map(k -> k * Math.PI / 2)
                .flatMap(a -> DoubleStream.of(Math.nextDown(a), a, Math.nextUp(a)))
                .toArray());
    }

    @Test
    void whatIsNotFiniteHasNeither() {
        double[] cosines = new double[3];
        double[] sines = new double[3];
        Sines.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, cosines, sines);
        assertTrue(DoubleStream.of(cosines).allMatch(Double::isNaN));
        assertTrue(DoubleStream.of(sines).allMatch(Double::isNaN));
    }

    private static void assertRight(double... angles) {
        double[] cosines = new double[angles.length];
        double[] sines = new double[angles.length];
        Sines.of(angles, cosines, sines);
        assertArrayEquals(DoubleStream.of(angles).map(Math::cos).toArray(), cosines, ERROR);
        assertArrayEquals(DoubleStream.of(angles).map(Math::sin).toArray(), sines, ERROR);
    }
}
