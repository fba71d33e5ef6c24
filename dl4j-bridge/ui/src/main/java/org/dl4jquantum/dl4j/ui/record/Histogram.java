package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How often values fall into bins of equal width between the smallest and the largest.
 *
 * @param min smallest value, NaN without values
 * @param max largest value, NaN without values
 * @param counts values in each bin; where all values are equal, in the first
 */
public record Histogram(double min, double max, List<Long> counts) {
    /** Bins of those that {@link #of} makes. */
    public static final int BINS = 20;

    /** Of nothing. */
    public static final Histogram EMPTY = new Histogram(Double.NaN, Double.NaN, List.of());

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** Of those values that are finite. */
    public static Histogram of(double... values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return EMPTY;
        }
        double min = Arrays.stream(finite).min().getAsDouble();
        double max = Arrays.stream(finite).max().getAsDouble();
        List<Long> counts = new ArrayList<>(Collections.nCopies(BINS, 0L));
        for (double value : finite) {
            int bin = max == min ? 0 : Math.min(BINS - 1, (int) ((value - min) / (max - min) * BINS));
            counts.set(bin, counts.get(bin) + 1);
        }
        return new Histogram(min, max, counts);
    }

    void write(FieldWriter out) throws IOException {
        out.real(min);
        out.real(max);
        out.list(counts, out::number);
    }

    static Histogram read(FieldReader in) throws IOException {
        return new Histogram(in.real(), in.real(), in.list(in::number));
    }
}
