package org.dl4jquantum.sim.engine.portable;

import java.util.List;

/** {@link DoubleTurns} by loops that the just-in-time compiler turns into vector code. */
@SuppressWarnings("cast") // they matter in the copy of the other precision
final class DoublePlainTurns implements DoubleTurns {

    @Override
    public void turn(double[][] parts, int first, Sweep sweep, Turn[] turns) {
        List<RealWord> words = sweep.words();
        for (int k = 0; k < turns.length; k++) {
            if (k + 1 < turns.length && sweep.couples(turns, k, k + 1)) {
                turnTwice(parts, first, sweep.span(), words.get(k), turns[k], words.get(k + 1), turns[k + 1]);
                k++;
            } else {
                turn(parts, first, sweep.span(), words.get(k), turns[k]);
            }
        }
    }

    @Override
    public void turnBoth(double[][] bra, double[][] ket, int first, Sweep sweep, Turn[] turns, double[][] sums) {
        for (int k = turns.length - 1; k >= 0; k--) {
            RealWord word = sweep.words().get(k);
            sumAndTurn(bra, ket, first, sweep.span(), word, turns[k], sums[k]);
            turn(bra, first, sweep.span(), word, turns[k]);
        }
    }

    // One loop a method: where several are inlined beside each other, the compiler leaves some without vector code.

    private static void turn(double[][] parts, int first, int[] span, RealWord word, Turn turn) {
        if (turn.cotangent()) {
            turnByCotangent(parts, first, span, word, (double) turn.ratio());
        } else {
            turnByTangent(parts, first, span, word, (double) turn.ratio());
        }
    }

    private static void turnByTangent(double[][] parts, int first, int[] span, RealWord word, double t) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                turnByTangent(parts[part], parts[part ^ word.flip()], t);
            }
        }
    }

    /** Two rotations by tangents, on four parts at a time: half the way through memory. */
    private static void turnTwice(
            double[][] parts, int first, int[] span, RealWord word, Turn turn, RealWord other, Turn otherTurn) {
        var t = (double) turn.ratio();
        var u = (double) otherTurn.ratio();
        for (int offset : span) {
            int a = first ^ offset;
            int b = a ^ word.flip();
            int c = a ^ other.flip();
            int d = b ^ other.flip();
            // Of the four parts two are first of a pair.
            if (word.isMinus(a) && a < (word.isMinus(c) ? c : d)) {
                turnByTangents(
                        parts[a],
                        parts[b],
                        parts[c],
                        parts[d],
                        t,
                        word.isMinus(c) ? t : -t,
                        other.isMinus(a) ? u : -u,
                        other.isMinus(b) ? u : -u);
            }
        }
    }

    private static void turnByCotangent(double[][] parts, int first, int[] span, RealWord word, double t) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                turnByCotangent(parts[part], parts[part ^ word.flip()], t);
            }
        }
    }

    private static void sumAndTurn(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, Turn turn, double[] sums) {
        if (turn.cotangent()) {
            sumAndTurnByCotangent(bra, ket, first, span, word, (double) turn.ratio(), sums);
        } else {
            sumAndTurnByTangent(bra, ket, first, span, word, (double) turn.ratio(), sums);
        }
    }

    private static void sumAndTurnByTangent(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, double t, double[] sums) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                int partner = part ^ word.flip();
                sumAndTurnByTangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
            }
        }
    }

    private static void sumAndTurnByCotangent(
            double[][] bra, double[][] ket, int first, int[] span, RealWord word, double t, double[] sums) {
        for (int offset : span) {
            int part = first ^ offset;
            if (word.isMinus(part)) {
                int partner = part ^ word.flip();
                sumAndTurnByCotangent(sums, bra[part], bra[partner], ket[part], ket[partner], t);
            }
        }
    }

    /** {@code (x, y) <- (x - t y, y + t x)}. */
    private static void turnByTangent(double[] x, double[] y, double t) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = a - t * b;
            y[i] = b + t * a;
        }
    }

    /** {@link #turnByTangent} of (x, y) by t and (z, w) by tOfZ, then of (x, z) by u and (y, w) by uOfY. */
    private static void turnByTangents(
            double[] x, double[] y, double[] z, double[] w, double t, double tOfZ, double u, double uOfY) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i] - t * y[i];
            double b = y[i] + t * x[i];
            double c = z[i] - tOfZ * w[i];
            double d = w[i] + tOfZ * z[i];
            x[i] = a - u * c;
            z[i] = c + u * a;
            y[i] = b - uOfY * d;
            w[i] = d + uOfY * b;
        }
    }

    /** {@code (x, y) <- (t x - y, t y + x)}. */
    private static void turnByCotangent(double[] x, double[] y, double t) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            x[i] = t * a - b;
            y[i] = t * b + a;
        }
    }

    /** {@link #turnByTangent}, after {@code sums <- sums + v x - u y}. */
    private static void sumAndTurnByTangent(double[] sums, double[] u, double[] v, double[] x, double[] y, double t) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            sums[i] += v[i] * a - u[i] * b;
            x[i] = a - t * b;
            y[i] = b + t * a;
        }
    }

    /** {@link #turnByCotangent}, after {@code sums <- sums + v x - u y}. */
    private static void sumAndTurnByCotangent(double[] sums, double[] u, double[] v, double[] x, double[] y, double t) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            sums[i] += v[i] * a - u[i] * b;
            x[i] = t * a - b;
            y[i] = t * b + a;
        }
    }
}
