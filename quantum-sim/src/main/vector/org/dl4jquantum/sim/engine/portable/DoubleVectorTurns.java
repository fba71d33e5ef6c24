package org.dl4jquantum.sim.engine.portable;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleTurns} in the Vector API. Two rotations at a time where both are by tangents, on the four parts that they
 * couple, and on both states: values stay in registers that plain loops write to memory and read again.
 */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoubleVectorTurns implements DoubleTurns {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void turn(double[][] parts, int first, Sweep sweep, Turn[] turns) {
        for (int k = 0; k < turns.length; k++) {
            RealWord word = sweep.words().get(k);
            if (k + 1 < turns.length && sweep.couples(turns, k, k + 1)) {
                turnTwo(
                        parts,
                        first,
                        sweep.span(),
                        word,
                        turns[k],
                        sweep.words().get(k + 1),
                        turns[k + 1]);
                k++;
            } else {
                turnOne(parts, first, sweep.span(), word, turns[k]);
            }
        }
    }

    @Override
    public void turnBoth(double[][] bra, double[][] ket, int first, Sweep sweep, Turn[] turns, double[][] sums) {
        for (int k = turns.length - 1; k >= 0; k--) {
            RealWord word = sweep.words().get(k);
            if (k > 0 && sweep.couples(turns, k, k - 1)) {
                RealWord next = sweep.words().get(k - 1);
                turnTwoOfBoth(bra, ket, first, sweep.span(), word, turns[k], next, turns[k - 1], sums[k], sums[k - 1]);
                k--;
            } else {
                turnOneOfBoth(bra, ket, first, sweep.span(), word, turns[k], sums[k]);
            }
        }
    }

    private static void turnTwo(
            double[][] parts, int first, int[] span, RealWord word, Turn turn, RealWord other, Turn otherTurn) {
        var t = (double) turn.ratio();
        var u = (double) otherTurn.ratio();
        for (int offset : span) {
            int a = first ^ offset;
            int b = a ^ word.flip();
            int c = a ^ other.flip();
            int d = b ^ other.flip();
            if (a < b && a < c && a < d) {
                turnByTangents(
                        parts[a],
                        parts[b],
                        parts[c],
                        parts[d],
                        word.isMinus(a) ? t : -t,
                        word.isMinus(c) ? t : -t,
                        other.isMinus(a) ? u : -u,
                        other.isMinus(b) ? u : -u);
            }
        }
    }

    private static void turnTwoOfBoth(
            double[][] bra,
            double[][] ket,
            int first,
            int[] span,
            RealWord word,
            Turn turn,
            RealWord other,
            Turn otherTurn,
            double[] sums,
            double[] otherSums) {
        var t = (double) turn.ratio();
        var u = (double) otherTurn.ratio();
        for (int offset : span) {
            int a = first ^ offset;
            int b = a ^ word.flip();
            int c = a ^ other.flip();
            int d = b ^ other.flip();
            if (a < b && a < c && a < d) {
                turnBothByTangents(
                        sums,
                        otherSums,
                        bra[a],
                        bra[b],
                        bra[c],
                        bra[d],
                        ket[a],
                        ket[b],
                        ket[c],
                        ket[d],
                        t,
                        u,
                        word.isMinus(a) ? 1 : -1,
                        word.isMinus(c) ? 1 : -1,
                        other.isMinus(a) ? 1 : -1,
                        other.isMinus(b) ? 1 : -1);
            }
        }
    }

    private static void turnOne(double[][] parts, int first, int[] span, RealWord word, Turn turn) {
        var t = (double) turn.ratio();
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part) && turn.cotangent()) {
                turnByCotangent(parts[part], parts[part ^ word.flip()], t);
            } else if (word.isMinus(part)) {
                turnByTangent(parts[part], parts[part ^ word.flip()], t);
            }
        }
    }

    private static void turnOneOfBoth(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, Turn turn, double[] sums) {
        var t = (double) turn.ratio();
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                int partner = part ^ word.flip();
                if (turn.cotangent()) {
                    turnBothByCotangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
                } else {
                    turnBothByTangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
                }
            }
        }
    }

    private static DoubleVector at(double[] row, int i) {
        return DoubleVector.fromArray(SPECIES, row, i);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    /** {@code (x, y) <- (x - t y, y + t x)}. */
    static void turnByTangent(double[] x, double[] y, double t) {
        DoubleVector plus = all(t);
        DoubleVector minus = all(-t);
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            b.fma(minus, a).intoArray(x, i);
            a.fma(plus, b).intoArray(y, i);
        }
        for (; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = Math.fma(-t, b, a);
            y[i] = Math.fma(t, a, b);
        }
    }

    /** {@code (x, y) <- (t x - y, t y + x)}. */
    static void turnByCotangent(double[] x, double[] y, double t) {
        DoubleVector ratio = all(t);
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            a.mul(ratio).sub(b).intoArray(x, i);
            b.fma(ratio, a).intoArray(y, i);
        }
        for (; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = a * t - b;
            y[i] = Math.fma(b, t, a);
        }
    }

    /** {@link #turnByTangent} of (x, y) by t and (z, w) by tOfZ, then of (x, z) by u and (y, w) by uOfY. */
    static void turnByTangents(
            double[] x, double[] y, double[] z, double[] w, double t, double tOfZ, double u, double uOfY) {
        DoubleVector tPlus = all(t);
        DoubleVector tMinus = all(-t);
        DoubleVector tOfZPlus = all(tOfZ);
        DoubleVector tOfZMinus = all(-tOfZ);
        DoubleVector uPlus = all(u);
        DoubleVector uMinus = all(-u);
        DoubleVector uOfYPlus = all(uOfY);
        DoubleVector uOfYMinus = all(-uOfY);
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector x0 = at(x, i);
            DoubleVector y0 = at(y, i);
            DoubleVector z0 = at(z, i);
            DoubleVector w0 = at(w, i);
            DoubleVector x1 = y0.fma(tMinus, x0);
            DoubleVector y1 = x0.fma(tPlus, y0);
            DoubleVector z1 = w0.fma(tOfZMinus, z0);
            DoubleVector w1 = z0.fma(tOfZPlus, w0);
            z1.fma(uMinus, x1).intoArray(x, i);
            x1.fma(uPlus, z1).intoArray(z, i);
            w1.fma(uOfYMinus, y1).intoArray(y, i);
            y1.fma(uOfYPlus, w1).intoArray(w, i);
        }
        for (; i < x.length; i++) {
            double x1 = Math.fma(y[i], -t, x[i]);
            double y1 = Math.fma(x[i], t, y[i]);
            double z1 = Math.fma(w[i], -tOfZ, z[i]);
            double w1 = Math.fma(z[i], tOfZ, w[i]);
            x[i] = Math.fma(z1, -u, x1);
            z[i] = Math.fma(x1, u, z1);
            y[i] = Math.fma(w1, -uOfY, y1);
            w[i] = Math.fma(y1, uOfY, w1);
        }
    }

    /** {@link #turnByTangent} of (u, v) and (x, y), after {@code sums <- sums + v x - u y}. */
    static void turnBothByTangent(double[] sums, double[] u, double[] v, double[] x, double[] y, double t) {
        DoubleVector plus = all(t);
        DoubleVector minus = all(-t);
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            DoubleVector c = at(u, i);
            DoubleVector d = at(v, i);
            d.fma(a, at(sums, i)).sub(c.mul(b)).intoArray(sums, i);
            b.fma(minus, a).intoArray(x, i);
            a.fma(plus, b).intoArray(y, i);
            d.fma(minus, c).intoArray(u, i);
            c.fma(plus, d).intoArray(v, i);
        }
        for (; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double c = u[i];
            double d = v[i];
            sums[i] = Math.fma(d, a, sums[i]) - c * b;
            x[i] = Math.fma(b, -t, a);
            y[i] = Math.fma(a, t, b);
            u[i] = Math.fma(d, -t, c);
            v[i] = Math.fma(c, t, d);
        }
    }

    /** {@link #turnByCotangent} of (u, v) and (x, y), after {@code sums <- sums + v x - u y}. */
    static void turnBothByCotangent(double[] sums, double[] u, double[] v, double[] x, double[] y, double t) {
        DoubleVector ratio = all(t);
        int i = 0;
        for (; i <= x.length - LANES; i += LANES) {
            DoubleVector a = at(x, i);
            DoubleVector b = at(y, i);
            DoubleVector c = at(u, i);
            DoubleVector d = at(v, i);
            d.fma(a, at(sums, i)).sub(c.mul(b)).intoArray(sums, i);
            a.mul(ratio).sub(b).intoArray(x, i);
            b.fma(ratio, a).intoArray(y, i);
            c.mul(ratio).sub(d).intoArray(u, i);
            d.fma(ratio, c).intoArray(v, i);
        }
        for (; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double c = u[i];
            double d = v[i];
            sums[i] = Math.fma(d, a, sums[i]) - c * b;
            x[i] = a * t - b;
            y[i] = Math.fma(b, t, a);
            u[i] = c * t - d;
            v[i] = Math.fma(d, t, c);
        }
    }

    /** Both rotations on both states, after each adding to its sums; a sign is that of {@code <bra|M|ket>} of a pair. */
    static void turnBothByTangents(
            double[] sums,
            double[] otherSums,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3,
            double t,
            double other,
            double sign0,
            double sign2,
            double otherSign0,
            double otherSign1) {
        DoubleVector s0 = all(sign0);
        DoubleVector s2 = all(sign2);
        DoubleVector r0 = all(otherSign0);
        DoubleVector r1 = all(otherSign1);
        DoubleVector t0 = all(t * sign0);
        DoubleVector t0Minus = all(-t * sign0);
        DoubleVector t2 = all(t * sign2);
        DoubleVector t2Minus = all(-t * sign2);
        DoubleVector o0 = all(other * otherSign0);
        DoubleVector o0Minus = all(-other * otherSign0);
        DoubleVector o1 = all(other * otherSign1);
        DoubleVector o1Minus = all(-other * otherSign1);
        int i = 0;
        for (; i <= sums.length - LANES; i += LANES) {
            DoubleVector a0 = at(x0, i);
            DoubleVector a1 = at(x1, i);
            DoubleVector a2 = at(x2, i);
            DoubleVector a3 = at(x3, i);
            DoubleVector c0 = at(u0, i);
            DoubleVector c1 = at(u1, i);
            DoubleVector c2 = at(u2, i);
            DoubleVector c3 = at(u3, i);
            DoubleVector d0 = c1.mul(a0).sub(c0.mul(a1));
            DoubleVector d2 = c3.mul(a2).sub(c2.mul(a3));
            d0.fma(s0, d2.fma(s2, at(sums, i))).intoArray(sums, i);
            DoubleVector b0 = a1.fma(t0Minus, a0);
            DoubleVector b1 = a0.fma(t0, a1);
            DoubleVector b2 = a3.fma(t2Minus, a2);
            DoubleVector b3 = a2.fma(t2, a3);
            DoubleVector e0 = c1.fma(t0Minus, c0);
            DoubleVector e1 = c0.fma(t0, c1);
            DoubleVector e2 = c3.fma(t2Minus, c2);
            DoubleVector e3 = c2.fma(t2, c3);
            DoubleVector f0 = e2.mul(b0).sub(e0.mul(b2));
            DoubleVector f1 = e3.mul(b1).sub(e1.mul(b3));
            f0.fma(r0, f1.fma(r1, at(otherSums, i))).intoArray(otherSums, i);
            b2.fma(o0Minus, b0).intoArray(x0, i);
            b0.fma(o0, b2).intoArray(x2, i);
            b3.fma(o1Minus, b1).intoArray(x1, i);
            b1.fma(o1, b3).intoArray(x3, i);
            e2.fma(o0Minus, e0).intoArray(u0, i);
            e0.fma(o0, e2).intoArray(u2, i);
            e3.fma(o1Minus, e1).intoArray(u1, i);
            e1.fma(o1, e3).intoArray(u3, i);
        }
        for (; i < sums.length; i++) {
            double d0 = u1[i] * x0[i] - u0[i] * x1[i];
            double d2 = u3[i] * x2[i] - u2[i] * x3[i];
            sums[i] = Math.fma(d0, sign0, Math.fma(d2, sign2, sums[i]));
            double b0 = Math.fma(x1[i], -t * sign0, x0[i]);
            double b1 = Math.fma(x0[i], t * sign0, x1[i]);
            double b2 = Math.fma(x3[i], -t * sign2, x2[i]);
            double b3 = Math.fma(x2[i], t * sign2, x3[i]);
            double e0 = Math.fma(u1[i], -t * sign0, u0[i]);
            double e1 = Math.fma(u0[i], t * sign0, u1[i]);
            double e2 = Math.fma(u3[i], -t * sign2, u2[i]);
            double e3 = Math.fma(u2[i], t * sign2, u3[i]);
            double f0 = e2 * b0 - e0 * b2;
            double f1 = e3 * b1 - e1 * b3;
            otherSums[i] = Math.fma(f0, otherSign0, Math.fma(f1, otherSign1, otherSums[i]));
            x0[i] = Math.fma(b2, -other * otherSign0, b0);
            x2[i] = Math.fma(b0, other * otherSign0, b2);
            x1[i] = Math.fma(b3, -other * otherSign1, b1);
            x3[i] = Math.fma(b1, other * otherSign1, b3);
            u0[i] = Math.fma(e2, -other * otherSign0, e0);
            u2[i] = Math.fma(e0, other * otherSign0, e2);
            u1[i] = Math.fma(e3, -other * otherSign1, e1);
            u3[i] = Math.fma(e1, other * otherSign1, e3);
        }
    }
}
