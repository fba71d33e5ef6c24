package org.dl4jquantum.sim.plan;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.GateBody;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.math.ComplexMatrix;

/** One structured operation on a state: what a fast engine executes. Masks have bit i for qubit i. */
public sealed interface Step {

    /** Qubits that must all be one for the step to act. */
    long controls();

    /** Qubits that the step acts on or is controlled by. */
    long support();

    /**
     * {@code exp(-i scale t P / 2)} where the controls are one, t the angle of a slot.
     *
     * @param xMask qubits that P flips
     * @param zMask qubits that give P its signs
     * @param controls control qubits
     * @param slot which angle
     * @param scale factor of the angle
     */
    record Rotation(long xMask, long zMask, long controls, int slot, double scale) implements Step {
        @Override
        public long support() {
            return xMask | zMask | controls;
        }
    }

    /**
     * A constant unitary where the controls are one.
     *
     * @param targets the j-th is bit j of the matrix index
     * @param controls control qubits
     * @param matrix unitary of size {@code 2^targets}
     */
    record Unitary(List<Integer> targets, long controls, ComplexMatrix matrix) implements Step {
        @Override
        public long support() {
            return controls | mask(targets);
        }
    }

    /** The steps of a circuit, first to last. */
    static List<Step> of(Circuit circuit) {
        List<Step> steps = new ArrayList<>();
        int slot = 0;
        for (Operation operation : circuit.operations()) {
            append(steps, operation.gate().body(), operation, mask(operation.controls()), slot);
            slot += operation.gate().numParameters();
        }
        return steps;
    }

    private static void append(List<Step> steps, GateBody body, Operation operation, long controls, int slot) {
        if (body instanceof GateBody.Fixed fixed) {
            steps.add(new Unitary(operation.targets(), controls, fixed.matrix()));
        } else if (body instanceof GateBody.Rotation rotation) {
            steps.add(rotation(rotation, operation.targets(), controls, slot));
        } else if (body instanceof GateBody.Sequence sequence) {
            for (GateBody.Sequence.Factor factor : sequence.factors()) {
                int inner = factor.gate().numControls();
                GateBody.Rotation rotation = (GateBody.Rotation) factor.gate().body();
                List<Integer> targets = operation.targets();
                steps.add(rotation(
                        rotation,
                        targets.subList(inner, targets.size()),
                        controls | mask(targets.subList(0, inner)),
                        slot + factor.parameter()));
            }
        }
    }

    private static Rotation rotation(GateBody.Rotation rotation, List<Integer> targets, long controls, int slot) {
        long x = 0;
        long z = 0;
        for (int j = 0; j < targets.size(); j++) {
            x |= (rotation.word().xMask() >> j & 1) << targets.get(j);
            z |= (rotation.word().zMask() >> j & 1) << targets.get(j);
        }
        return new Rotation(x, z, controls, slot, rotation.scale());
    }

    private static long mask(List<Integer> qubits) {
        return qubits.stream().mapToLong(qubit -> 1L << qubit).reduce(0, (a, b) -> a | b);
    }
}
