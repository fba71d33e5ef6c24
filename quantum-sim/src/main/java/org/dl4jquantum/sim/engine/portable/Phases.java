package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;
import org.dl4jquantum.sim.plan.WalshHadamard;

/** Many diagonal rotations that all samples share, as one phase for each basis state. */
final class Phases {
    /** So many rotations cost less one by one. */
    private static final int FEW = 2;
    /** Larger angles would take digits from the sum they are added to. */
    private static final double MAX_SUMMAND = 4 * Math.PI;

    private final int numStates;
    /** Made on first use: small circuits may never need it, large ones can ill afford it. */
    private Table phases;

    private Table products;

    /** Bytes of the tables for a circuit that needs them: cosines, sines and sums. */
    static long bytes(int numQubits) {
        return (3L * Double.BYTES) << numQubits;
    }

    Phases(int numQubits) {
        numStates = 1 << numQubits;
    }

    /** Whether the shared rotations among these are enough for a table. */
    static boolean worthwhile(List<Rotation> terms, Angles angles) {
        int shared = 0;
        for (Rotation term : terms) {
            shared += term.isShared(angles) ? 1 : 0;
        }
        return shared > FEW;
    }

    /** The phases of the shared rotations, {@code factor exp(-i sum_k a_k (-1)^{|p & parity_k|})}: re and im, by p. */
    Table of(List<Rotation> terms, Angles angles, int sample, double factor) {
        if (phases == null) {
            phases = new Table(2, numStates);
            products = new Table(1, numStates);
        }
        double[] sums = products.row(0);
        Arrays.fill(sums, 0);
        for (Rotation term : terms) {
            if (term.isShared(angles)) {
                sums[(int) term.word().parity()] += withinAFewTurns(term.angle(angles, sample));
            }
        }
        WalshHadamard.transform(sums);
        Sines.of(sums, phases.row(0), phases.row(1));
        for (int p = 0; p < numStates; p++) {
            phases.set(0, p, factor * phases.get(0, p));
            phases.set(1, p, -factor * phases.get(1, p));
        }
        return phases;
    }

    /** An angle with the same sine and cosine. */
    private static double withinAFewTurns(double angle) {
        return Math.abs(angle) <= MAX_SUMMAND ? angle : Math.atan2(Math.sin(angle), Math.cos(angle));
    }

    /**
     * Adds the gradient of every shared term, {@code factor · sum_p (-1)^{|p & parity|} Im(conj(cotangent) psi)}: one sweep over
     * the states and one transform, however many terms.
     *
     * @param weight what the states' product lacks
     */
    void differentiate(
            List<Rotation> terms,
            Angles angles,
            State psi,
            State cotangent,
            double weight,
            int sample,
            GradientSink sink) {
        products.clear();
        psi.addImaginaryProducts(cotangent, products);
        WalshHadamard.transform(products.row(0));
        for (Rotation term : terms) {
            if (term.slot() != Rotation.CONSTANT && angles.isShared(term.slot())) {
                sink.add(
                        term.slot(),
                        sample,
                        weight
                                * term.factor()
                                * products.get(0, (int) term.word().parity()));
            }
        }
    }
}
