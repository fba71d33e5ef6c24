package org.dl4jquantum.dl4j.ui.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void binsAreOfEqualWidth() {
        double[] values =
                IntStream.range(0, 2 * Histogram.BINS).mapToDouble(i -> i + 0.5).toArray();
        Histogram histogram = Histogram.of(values);
        assertEquals(0.5, histogram.min());
        assertEquals(2 * Histogram.BINS - 0.5, histogram.max());
        assertEquals(
                values.length,
                histogram.counts().stream().mapToLong(count -> count).sum());
        assertEquals(2, histogram.counts().get(7));
    }

    @Test
    void theLargestValueIsInTheLastBin() {
        Histogram histogram = Histogram.of(0, 1, 1);
        assertEquals(1, histogram.counts().get(0));
        assertEquals(2, histogram.counts().get(Histogram.BINS - 1));
    }

    @Test
    void equalValuesAreInTheFirstBin() {
        Histogram histogram = Histogram.of(3, 3);
        assertEquals(3, histogram.min());
        assertEquals(3, histogram.max());
        assertEquals(2, histogram.counts().get(0));
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        assertEquals(Histogram.of(1, 2), Histogram.of(1, Double.NaN, 2, Double.POSITIVE_INFINITY));
        assertEquals(Histogram.EMPTY, Histogram.of(DoubleStream.of(Double.NaN).toArray()));
        assertEquals(Histogram.EMPTY, Histogram.of());
    }
}
