package org.dl4jquantum.sim.sampling;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/**
 * Pauli strings that one measurement of every qubit, each in its own basis, gives at once: on every qubit they agree or
 * one is the identity (qubit-wise commuting).
 */
final class MeasurementGroup {
    /** The letters every member agrees on. */
    private PauliString basis;

    private final List<Member> members = new ArrayList<>();

    /**
     * A string of an observable.
     *
     * @param observable index of the observable it contributes to
     * @param term weight and string
     */
    private record Member(int observable, PauliSum.Term term) {}

    private MeasurementGroup(PauliString basis) {
        this.basis = basis;
    }

    /** Groups the strings of all observables, each into the first group it fits; the identity needs no measurement. */
    static List<MeasurementGroup> of(List<PauliSum> observables) {
        List<MeasurementGroup> groups = new ArrayList<>();
        for (int k = 0; k < observables.size(); k++) {
            for (PauliSum.Term term : observables.get(k).terms()) {
                if (term.string().support() != 0) {
                    MeasurementGroup group = groups.stream()
                            .filter(candidate -> candidate.fits(term.string()))
                            .findFirst()
                            .orElse(null);
                    if (group == null) {
                        group = new MeasurementGroup(term.string());
                        groups.add(group);
                    }
                    group.add(k, term);
                }
            }
        }
        return groups;
    }

    private boolean fits(PauliString string) {
        long both = basis.support() & string.support();
        return ((basis.xMask() ^ string.xMask()) & both) == 0 && ((basis.zMask() ^ string.zMask()) & both) == 0;
    }

    private void add(int observable, PauliSum.Term term) {
        members.add(new Member(observable, term));
        basis = new PauliString(
                basis.numQubits(),
                basis.xMask() | term.string().xMask(),
                basis.zMask() | term.string().zMask());
    }

    /** Qubits that are measured: the j-th is bit j of an outcome. */
    Probabilities measured() {
        List<Integer> qubits = new ArrayList<>();
        for (int qubit = 0; qubit < basis.numQubits(); qubit++) {
            if (basis.letter(qubit) != 'I') {
                qubits.add(qubit);
            }
        }
        return new Probabilities(qubits);
    }

    /** The circuit followed by the change of basis that turns every letter into Z. */
    Circuit rotated(Circuit circuit) {
        Circuit.Builder builder = Circuit.builder(circuit.numQubits());
        if (circuit.numAmplitudes() > 0) {
            builder.amplitudes(circuit.numAmplitudes());
        }
        builder.inputs(circuit.numInputs()).weights(circuit.numWeights());
        circuit.operations().forEach(builder::add);
        for (int qubit = 0; qubit < basis.numQubits(); qubit++) {
            char letter = basis.letter(qubit);
            if (letter == 'Y') {
                builder.add(StandardGate.SDG, qubit);
            }
            if (letter == 'X' || letter == 'Y') {
                builder.add(StandardGate.H, qubit);
            }
        }
        return builder.build();
    }

    /** What an outcome says of every observable: weight times the product of its signs, summed over the members. */
    OutcomeValues values() {
        int[] masks = members.stream().mapToInt(this::outcomeMask).toArray();
        int[] observables = members.stream().mapToInt(Member::observable).toArray();
        double[] weights = members.stream()
                .mapToDouble(member -> member.term().coefficient())
                .toArray();
        return (outcome, outputs) -> {
            for (int i = 0; i < masks.length; i++) {
                boolean negative = (Integer.bitCount(outcome & masks[i]) & 1) == 1;
                outputs[observables[i]] += negative ? -weights[i] : weights[i];
            }
        };
    }

    /** The bits of an outcome that decide a member's sign: its support, counted along the measured qubits. */
    private int outcomeMask(Member member) {
        int mask = 0;
        int bit = 0;
        for (long measured = basis.support(); measured != 0; measured &= measured - 1, bit++) {
            long qubit = measured & -measured;
            mask |= (member.term().string().support() & qubit) != 0 ? 1 << bit : 0;
        }
        return mask;
    }
}
