package org.dl4jquantum.sim.draw;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;

/** Short names of what a measurement gives. */
public final class OutputLabels {
    private OutputLabels() {}

    /**
     * One for every output: {@code ⟨Z0 X2⟩} for expectations, bits of the outcome for probabilities, bit 0 rightmost, and
     * {@code Re 01}, {@code Im 01} for amplitudes.
     *
     * @throws IllegalArgumentException if the measurement does not fit so many qubits
     */
    public static List<String> of(Measurement measurement, int numQubits) {
        measurement.validate(numQubits);
        if (measurement instanceof Expectations expectations) {
            return expectations.observables().stream()
                    .map(MeasurementMarks::written)
                    .toList();
        }
        if (measurement instanceof Probabilities probabilities) {
            int bits = probabilities.qubits().size();
            return IntStream.range(0, 1 << bits)
                    .mapToObj(outcome -> bits(outcome, bits))
                    .toList();
        }
        return IntStream.range(0, 2 << numQubits)
                .mapToObj(part -> (part % 2 == 0 ? "Re " : "Im ") + bits(part / 2, numQubits))
                .toList();
    }

    private static String bits(int value, int count) {
        StringBuilder text = new StringBuilder();
        for (int bit = count - 1; bit >= 0; bit--) {
            text.append(value >> bit & 1);
        }
        return text.toString();
    }
}
