package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/** What a measurement looks like: a box on every qubit that it reads, and lines that say what the outputs are. */
final class MeasurementMarks {
    private static final int MOST_TERMS = 6;
    private static final int MOST_OUTPUTS = 16;

    private MeasurementMarks() {}

    static List<Mark> of(Measurement measurement, int numQubits) {
        if (measurement instanceof Expectations expectations) {
            return IntStream.range(0, numQubits)
                    .filter(qubit -> !letters(expectations, qubit).isEmpty())
                    .mapToObj(qubit -> Mark.box(qubit, "⟨" + String.join(",", letters(expectations, qubit)) + "⟩"))
                    .toList();
        }
        if (measurement instanceof Probabilities probabilities) {
            List<Integer> qubits = probabilities.qubits();
            return IntStream.range(0, qubits.size())
                    .mapToObj(bit -> Mark.box(qubits.get(bit), "bit " + bit))
                    .toList();
        }
        return IntStream.range(0, numQubits)
                .mapToObj(qubit -> Mark.box(qubit, "ψ"))
                .toList();
    }

    /** What outputs are where the boxes do not say it. */
    static List<String> notes(Measurement measurement) {
        if (measurement instanceof Probabilities probabilities) {
            int last = (1 << probabilities.qubits().size()) - 1;
            return List.of("y0..y" + last + ": probabilities of the outcomes, bit 0 least significant");
        }
        if (!(measurement instanceof Expectations expectations)) {
            return List.of("ψ: all amplitudes, real and imaginary part in turn");
        }
        List<PauliSum> observables = expectations.observables();
        if (isOneLetterEach(observables)) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        for (int output = 0; output < Math.min(observables.size(), MOST_OUTPUTS); output++) {
            notes.add("y" + output + " = " + written(observables.get(output)));
        }
        if (observables.size() > MOST_OUTPUTS) {
            notes.add("and " + (observables.size() - MOST_OUTPUTS) + " more outputs");
        }
        return notes;
    }

    private static Set<String> letters(Expectations expectations, int qubit) {
        return expectations.observables().stream()
                .flatMap(observable -> observable.terms().stream())
                .map(term -> String.valueOf(term.string().letter(qubit)))
                .filter(letter -> !letter.equals("I"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether output k is a letter of weight 1 on a qubit of its own, in the order of the qubits. */
    private static boolean isOneLetterEach(List<PauliSum> observables) {
        int previous = -1;
        for (PauliSum observable : observables) {
            if (observable.terms().size() != 1 || observable.terms().get(0).coefficient() != 1) {
                return false;
            }
            long support = observable.terms().get(0).string().support();
            if (Long.bitCount(support) != 1 || Long.numberOfTrailingZeros(support) <= previous) {
                return false;
            }
            previous = Long.numberOfTrailingZeros(support);
        }
        return true;
    }

    /** An observable in short, such as {@code 2 ⟨Z0 X1⟩ - ⟨Y2⟩}. */
    static String written(PauliSum observable) {
        StringBuilder text = new StringBuilder();
        for (PauliSum.Term term : observable.terms().stream().limit(MOST_TERMS).toList()) {
            boolean negative = term.coefficient() < 0;
            String sign = negative ? "-" : "+";
            text.append(text.isEmpty() ? (negative ? sign : "") : " " + sign + " ");
            text.append(written(Math.abs(term.coefficient()), term.string()));
        }
        int more = observable.terms().size() - MOST_TERMS;
        return text.isEmpty() ? "0" : text + (more > 0 ? " + " + more + " more terms" : "");
    }

    private static String written(double size, PauliString string) {
        String letters = IntStream.range(0, string.numQubits())
                .filter(qubit -> (string.support() >> qubit & 1) == 1)
                .mapToObj(qubit -> "" + string.letter(qubit) + qubit)
                .collect(Collectors.joining(" "));
        if (letters.isEmpty()) {
            return AngleText.number(size);
        }
        return (size == 1 ? "" : AngleText.number(size) + " ") + "⟨" + letters + "⟩";
    }
}
