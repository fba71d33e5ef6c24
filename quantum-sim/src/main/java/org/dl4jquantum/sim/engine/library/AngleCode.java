package org.dl4jquantum.sim.engine.library;

import java.util.List;
import java.util.stream.LongStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;

/** The angles of a circuit, polynomials of inputs and weights, as the words and coefficients of {@code dlq_cuda.h}. */
public final class AngleCode {
    private final long[] words;
    private final double[] coefficients;

    public AngleCode(Circuit circuit) {
        LongStream.Builder code = LongStream.builder();
        code.add(circuit.numInputs()).add(circuit.numWeights()).add(circuit.numAmplitudes());
        List<Angle> angles = circuit.angles();
        for (Angle angle : angles) {
            code.add(angle.isShared() ? 1 : 0).add(angle.terms().size());
            for (Angle.Monomial term : angle.terms()) {
                code.add(term.inputs().size() + term.weights().size());
                term.inputs().forEach(code::add);
                term.weights().forEach(weight -> code.add(-1 - weight));
            }
        }
        words = code.build().toArray();
        coefficients = angles.stream()
                .flatMap(angle -> angle.terms().stream())
                .mapToDouble(Angle.Monomial::coefficient)
                .toArray();
    }

    public long[] words() {
        return words.clone();
    }

    public double[] coefficients() {
        return coefficients.clone();
    }
}
