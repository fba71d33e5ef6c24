package org.dl4jquantum.sim.engine.portable;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleKernels} in the Vector API, those that it makes faster. */
final class DoubleVectorKernels extends DoubleKernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** By mask: lane l takes what lane {@code l ^ mask} has. */
    private static final List<VectorShuffle<Double>> FLIPS = IntStream.range(0, LANES)
            .mapToObj(mask -> VectorShuffle.fromOp(SPECIES, lane -> lane ^ mask))
            .toList();

    @Override
    DoubleTurns turns() {
        return new DoubleVectorTurns();
    }

    private static DoubleVector at(double[] row, int i) {
        return DoubleVector.fromArray(SPECIES, row, i);
    }

    @Override
    void turn(double[] x, double[] y, double[] c, double[] s) {
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            DoubleVector cosine = at(c, i);
            DoubleVector sine = at(s, i);
            cosine.mul(a).sub(sine.mul(b)).intoArray(x, i);
            sine.fma(a, cosine.mul(b)).intoArray(y, i);
        }
        for (; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = c[i] * a - s[i] * b;
            y[i] = Math.fma(s[i], a, c[i] * b);
        }
    }

    @Override
    void combine(double[] x, double[] y, double[] c, double[] s) {
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            at(s, i).fma(at(y, i), at(c, i).mul(at(x, i))).intoArray(x, i);
        }
        for (; i < x.length; i++) {
            x[i] = Math.fma(s[i], y[i], c[i] * x[i]);
        }
    }

    @Override
    void addProduct(double[] u, double[] v, double[] a) {
        int i = 0;
        for (; i <= u.length - LANES; i += LANES) {
            at(a, i).fma(at(v, i), at(u, i)).intoArray(u, i);
        }
        for (; i < u.length; i++) {
            u[i] = Math.fma(a[i], v[i], u[i]);
        }
    }

    @Override
    void product(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        int i = 0;
        for (; i <= u.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            DoubleVector c = at(re, i);
            DoubleVector d = at(im, i);
            a.mul(c).sub(b.mul(d)).intoArray(u, i);
            a.fma(d, b.mul(c)).intoArray(v, i);
        }
        for (; i < u.length; i++) {
            double a = x[i];
            double b = y[i];
            double c = re[i];
            double d = im[i];
            u[i] = a * c - b * d;
            v[i] = Math.fma(a, d, b * c);
        }
    }

    @Override
    void addConjugateProduct(double[] u, double[] v, double[] x, double[] y, double[] re, double[] im) {
        int i = 0;
        for (; i <= u.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            DoubleVector c = at(re, i);
            DoubleVector d = at(im, i);
            b.fma(d, a.fma(c, at(u, i))).intoArray(u, i);
            b.fma(c, at(v, i)).sub(a.mul(d)).intoArray(v, i);
        }
        for (; i < u.length; i++) {
            u[i] = Math.fma(y[i], im[i], Math.fma(x[i], re[i], u[i]));
            v[i] = Math.fma(y[i], re[i], v[i]) - x[i] * im[i];
        }
    }

    @Override
    void scale(double[] u, double[] v, double re, double im, int from, int to) {
        DoubleVector real = DoubleVector.broadcast(SPECIES, re);
        DoubleVector imaginary = DoubleVector.broadcast(SPECIES, im);
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector x = at(u, i);
            DoubleVector y = at(v, i);
            real.mul(x).sub(imaginary.mul(y)).intoArray(u, i);
            imaginary.fma(x, real.mul(y)).intoArray(v, i);
        }
        for (; i < to; i++) {
            double x = u[i];
            double y = v[i];
            u[i] = re * x - im * y;
            v[i] = Math.fma(im, x, re * y);
        }
    }

    /** Lane by lane, then over the lanes in an order of our own: that of the API may differ from call to call. */
    @Override
    double sum(double[] u, int from, int to) {
        int whole = (to - from) / LANES * LANES;
        double sum = 0;
        if (whole > 0) {
            DoubleVector lanes = at(u, from);
            for (int i = from + LANES; i < from + whole; i += LANES) {
                lanes = lanes.add(at(u, i));
            }
            for (int mask = LANES / 2; mask > 0; mask /= 2) {
                lanes = lanes.add(lanes.rearrange(FLIPS.get(mask)));
            }
            sum = lanes.lane(0);
        }
        return sum + super.sum(u, from + whole, to);
    }

    @Override
    double[] shuffled(double[] row, double[] buffer, int flip, Layout layout) {
        if (flip == 0 || Integer.bitCount(layout.samples()) > 1 || row.length % LANES != 0) {
            return super.shuffled(row, buffer, flip, layout);
        }
        int mask = flip * layout.samples();
        int lanes = mask & (LANES - 1);
        VectorShuffle<Double> shuffle = FLIPS.get(lanes);
        for (int i = 0; i < row.length; i += LANES) {
            at(row, i ^ (mask - lanes)).rearrange(shuffle).intoArray(buffer, i);
        }
        return buffer;
    }
}
