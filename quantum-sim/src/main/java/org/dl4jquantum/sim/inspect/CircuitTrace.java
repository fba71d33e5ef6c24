package org.dl4jquantum.sim.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * A circuit for one sample, operation by operation.
 *
 * @param circuit what was run
 * @param initial the state before the first operation
 * @param steps one for every operation, in order
 */
public record CircuitTrace(Circuit circuit, QuantumState initial, List<Step> steps) {
    /** Every state is kept. */
    private static final long MOST_BYTES = 1L << 29;

    public CircuitTrace {
        steps = List.copyOf(steps);
    }

    /**
     * One operation.
     *
     * @param operation what was done
     * @param angles its angles, in order, and where they come from
     * @param state the state after it
     */
    public record Step(Operation operation, List<AngleOrigin> angles, QuantumState state) {
        public Step {
            angles = List.copyOf(angles);
        }
    }

    /**
     * Runs a circuit step by step, exactly.
     *
     * @param inputs one for every input of the circuit
     * @param weights one for every weight
     * @throws IllegalArgumentException if there are more or fewer, one is NaN or infinite, or all states together take
     *     more than half a gigabyte
     */
    public static CircuitTrace of(Circuit circuit, double[] inputs, double[] weights) {
        long bytes = (2L * Double.BYTES * circuit.operations().size()) << circuit.numQubits();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("circuit trace: states after "
                    + circuit.operations().size()
                    + " operations on " + circuit.numQubits() + " qubits take " + (bytes >> 20) + " MB, at most "
                    + (MOST_BYTES >> 20) + " are kept; trace a part of the circuit");
        }
        // Of the whole circuit: it refuses inputs and weights that do not fit, before a step is made.
        QuantumState.of(circuit, inputs, weights);
        Circuit nothing = new Circuit(circuit.numQubits(), circuit.numInputs(), 0, circuit.numAmplitudes(), List.of());
        QuantumState initial = QuantumState.of(nothing, inputs, new double[0]);
        QuantumState state = initial;
        List<Step> steps = new ArrayList<>();
        for (Operation operation : circuit.operations()) {
            List<AngleOrigin> angles = operation.parameters().stream()
                    .map(angle -> AngleOrigin.of(angle, inputs, weights))
                    .toList();
            state = after(operation, angles, state);
            steps.add(new Step(operation, angles, state));
        }
        return new CircuitTrace(circuit, initial, steps);
    }

    private static QuantumState after(Operation operation, List<AngleOrigin> angles, QuantumState before) {
        List<Angle> radians =
                angles.stream().map(angle -> Angle.constant(angle.radians())).toList();
        // The state is handed over as the engine's initial one: as inputs, amplitudes would have to be real.
        Circuit alone = Circuit.builder(before.numQubits())
                .amplitudes(before.size())
                .add(new Operation(operation.gate(), operation.qubits(), radians))
                .build();
        Engine engine = Engines.select(Engines.AUTO, alone, Measurement.stateVector(), Precision.DOUBLE);
        double[] after = new double[2 * before.size()];
        EngineInput input = new EngineInput(
                new AngleTable(alone).evaluate(new double[before.size()], new double[0], 1),
                Optional.of(QuantumState.row(before.toArray())),
                RandomKey.inference(0));
        RealView row = QuantumState.row(after);
        engine.compile(alone, Measurement.stateVector(), Precision.DOUBLE).forward(input, row);
        return QuantumState.of(after);
    }

    /** The state after the last operation. */
    public QuantumState finalState() {
        return steps.isEmpty() ? initial : steps.get(steps.size() - 1).state();
    }

    /** One line for every operation: its angles, Bloch vectors, entropies in bits and the Meyer-Wallach measure. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("start: ").append(qubits(initial)).append('\n');
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String angles =
                    step.angles().stream().map(AngleOrigin::toString).collect(Collectors.joining("; ", " ", ""));
            text.append(i)
                    .append(": ")
                    .append(step.operation().gate().symbol())
                    .append(' ')
                    .append(step.operation().qubits())
                    .append(angles.isBlank() ? "" : angles)
                    .append('\n')
                    .append("   ")
                    .append(qubits(step.state()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String qubits(QuantumState state) {
        return IntStream.range(0, state.numQubits())
                        .mapToObj(qubit -> {
                            BlochVector bloch = state.bloch(qubit);
                            return String.format(
                                    Locale.ROOT,
                                    "q%d (%+.3f, %+.3f, %+.3f) entropy %.3f",
                                    qubit,
                                    bloch.x(),
                                    bloch.y(),
                                    bloch.z(),
                                    bloch.entropy());
                        })
                        .collect(Collectors.joining("; "))
                + String.format(Locale.ROOT, "; Meyer-Wallach %.3f", state.meyerWallach());
    }
}
