package org.dl4jquantum.sim.plan;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/**
 * Turns steps into plan operations, one after the other.
 *
 * <p>One-qubit steps on a qubit that nothing has coupled to another join the start. X, CNOT and SWAP change the frame.
 * Other diagonal matrices become rotations about diagonal words, other one-qubit matrices three rotations; a controlled
 * rotation is a product of commuting rotations, since each projector on a control is {@code (I - Z) / 2}. What is left is
 * a block. {@link Levels} merges what commutes.
 */
final class Planner {
    private static final ComplexMatrix X = ComplexMatrix.ofReal(0, 1, 1, 0);
    private static final ComplexMatrix SWAP = ComplexMatrix.ofReal(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1);

    private final int numQubits;
    private final Measurement measurement;
    /** Whether the phase of the whole state matters, as it does for a state vector only. */
    private final boolean globalPhase;

    private final List<List<Step>> starts = new ArrayList<>();
    /** Qubits that are still in a state of their own. */
    private long uncoupled;

    private final Frame frame;
    private final Levels levels = new Levels();

    Planner(Circuit circuit, Measurement measurement) {
        numQubits = circuit.numQubits();
        this.measurement = measurement;
        globalPhase = measurement instanceof Measurement.StateVector;
        frame = Frame.identity(numQubits);
        boolean fromZero = circuit.numAmplitudes() == 0;
        for (int qubit = 0; qubit < numQubits && fromZero; qubit++) {
            starts.add(new ArrayList<>());
            uncoupled |= 1L << qubit;
        }
        Step.of(circuit).forEach(this::add);
    }

    Plan plan() {
        List<PlanOp> operations = levels.operations();
        while (seesOnlyMagnitudes() && endsInDiagonal(operations)) {
            operations.remove(operations.size() - 1);
        }
        return new Plan(numQubits, starts.stream().map(QubitRun::new).toList(), operations, frame);
    }

    private static boolean endsInDiagonal(List<PlanOp> operations) {
        return !operations.isEmpty() && operations.get(operations.size() - 1) instanceof PlanOp.Diagonal;
    }

    /** Whether what is measured is the same for all phases of the amplitudes. */
    private boolean seesOnlyMagnitudes() {
        if (measurement instanceof Measurement.Expectations expectations) {
            return expectations.observables().stream()
                    .flatMap(observable -> observable.terms().stream())
                    .allMatch(term -> term.string().isDiagonal());
        }
        return measurement instanceof Measurement.Probabilities;
    }

    private void add(Step step) {
        long support = step.support();
        if (Long.bitCount(support) == 1 && (support & uncoupled) != 0) {
            starts.get(Long.numberOfTrailingZeros(support)).add(step);
            return;
        }
        uncoupled &= ~support;
        if (step instanceof Step.Rotation rotation) {
            addRotation(rotation);
        } else if (step instanceof Step.Unitary unitary) {
            addUnitary(unitary);
        }
    }

    /** {@code exp(-i scale t/2 P prod (I - Z_c)/2)}: one rotation for every subset of the controls. */
    private void addRotation(Step.Rotation step) {
        double factor = step.scale() / 2 / (1L << Long.bitCount(step.controls()));
        long subset = 0;
        do {
            double sign = 1 - 2 * (Long.bitCount(subset) & 1);
            add(step.xMask(), step.zMask() ^ subset, step.slot(), sign * factor);
            subset = subset - step.controls() & step.controls();
        } while (subset != 0);
    }

    private void add(long xMask, long zMask, int slot, double factor) {
        Word word = frame.word(xMask, zMask);
        boolean identity = word.flip() == 0 && word.parity() == 0;
        if (factor == 0 || (identity && !globalPhase)) {
            return;
        }
        // A word that is minus another of the same masks turns the other way.
        boolean minus = word.turns() >= 2;
        Word positive = minus ? new Word(word.flip(), word.parity(), word.turns() - 2) : word;
        levels.add(new Rotation(positive, slot, minus ? -factor : factor));
    }

    private void addUnitary(Step.Unitary step) {
        List<Integer> targets = step.targets();
        int numControls = Long.bitCount(step.controls());
        if (numControls == 0 && step.matrix().equals(X)) {
            frame.x(targets.get(0));
        } else if (numControls == 1 && step.matrix().equals(X)) {
            frame.cnot(Long.numberOfTrailingZeros(step.controls()), targets.get(0));
        } else if (numControls == 0 && step.matrix().equals(SWAP)) {
            frame.swap(targets.get(0), targets.get(1));
        } else if (step.matrix().isDiagonal()) {
            addDiagonal(step);
        } else if (numControls == 0 && targets.size() == 1) {
            addOneQubit(targets.get(0), EulerAngles.of(step.matrix()));
        } else {
            levels.add(new PlanOp.Block(
                    targets.stream().map(frame::qubit).toList(),
                    qubits(step.controls()).stream().map(frame::qubit).toList(),
                    step.matrix()));
        }
    }

    /** The phases as a sum over parities: their Walsh-Hadamard transform. */
    private void addDiagonal(Step.Unitary step) {
        List<Integer> qubits = qubits(step.controls());
        int controls = (1 << qubits.size()) - 1;
        double[] angles = new double[step.matrix().size() << qubits.size()];
        for (int index = 0; index < step.matrix().size(); index++) {
            Complex phase = step.matrix().get(index, index);
            angles[index << qubits.size() | controls] = -Math.atan2(phase.im(), phase.re());
        }
        qubits.addAll(step.targets());
        WalshHadamard.transform(angles);
        for (int parity = 0; parity < angles.length; parity++) {
            long zMask = 0;
            for (int j = 0; j < qubits.size(); j++) {
                zMask |= (long) (parity >> j & 1) << qubits.get(j);
            }
            add(0, zMask, Rotation.CONSTANT, angles[parity] / angles.length);
        }
    }

    private void addOneQubit(int qubit, EulerAngles euler) {
        long bit = 1L << qubit;
        add(0, bit, Rotation.CONSTANT, euler.first() / 2);
        add(bit, bit, Rotation.CONSTANT, euler.middle() / 2);
        add(0, bit, Rotation.CONSTANT, euler.last() / 2);
        add(0, 0, Rotation.CONSTANT, -euler.phase());
    }

    private static List<Integer> qubits(long mask) {
        List<Integer> qubits = new ArrayList<>();
        for (long left = mask; left != 0; left &= left - 1) {
            qubits.add(Long.numberOfTrailingZeros(left));
        }
        return qubits;
    }
}
