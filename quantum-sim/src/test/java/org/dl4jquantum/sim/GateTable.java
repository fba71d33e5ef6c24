package org.dl4jquantum.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.gradient.ShiftRule;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliSum;

/** The gate table of the documentation, from the gates themselves. */
final class GateTable {
    private static final String HEAD =
            """
            # Gates

            Written by `GateTableTest` from `StandardGate`; do not edit. To bring it up to date:
            `mvn -pl quantum-sim test -Dtest=GateTableTest -Dupdate.docs=true`.

            Qubits are listed controls first; a gate acts on its targets where every control is one, and the matrix is what
            it does there: on no target, a phase. The j-th target is bit j of the matrix index. Angles are in radians: `t`,
            or `t0`, `t1`, `t2`. The generator G of a gate with one angle gives `exp(-i t G)`; its letters stand for the
            listed qubits, controls first. The shift rule gives the derivative of an expectation value as a weighted sum of
            values at shifted angles: `1/2 at ±π/2` is `(f(t + π/2) - f(t - π/2)) / 2`.

            | gate | controls | targets | angles | matrix on the targets | generator | shift rule | inverse | what it is |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final String TAIL =
            """

            Other gates need no name: `CustomGate.unitary` takes any unitary matrix, `CustomGate.pauliRotation` any Pauli
            word, and `controlled` puts either under more controls.
            """;

    private static final double ROUNDING = 1e-12;

    private GateTable() {}

    static String text() {
        return HEAD
                + List.of(StandardGate.values()).stream().map(GateTable::row).collect(Collectors.joining())
                + TAIL;
    }

    private static String row(StandardGate gate) {
        List<String> cells = List.of(
                "`" + gate.symbol() + "`",
                String.valueOf(gate.numControls()),
                String.valueOf(gate.body().numTargets()),
                String.valueOf(gate.numParameters()),
                matrix(gate),
                ofAngles(gate, angle -> generator(angle.generator())),
                ofAngles(gate, angle -> shiftRule(ShiftRule.of(angle))),
                inverse(gate),
                gate.description());
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The rows of the matrix, each in brackets. */
    private static String matrix(Gate gate) {
        int controls = (1 << gate.numControls()) - 1;
        int size = 1 << gate.body().numTargets();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            List<String> entries = new ArrayList<>();
            for (int column = 0; column < size; column++) {
                int from = row << gate.numControls() | controls;
                int to = column << gate.numControls() | controls;
                entries.add(EntryName.of(gate.numParameters(), angles -> {
                    ComplexMatrix matrix = gate.matrix(angles);
                    return matrix.get(from, to);
                }));
            }
            rows.add("[" + String.join(", ", entries) + "]");
        }
        return "`" + String.join(" ", rows) + "`";
    }

    private interface OfAngle {
        String text(Gate rotation);
    }

    /** What holds for the only angle, or for each of several. */
    private static String ofAngles(Gate gate, OfAngle what) {
        if (gate.numParameters() == 1) {
            return what.text(gate);
        }
        return IntStream.range(0, gate.numParameters())
                .mapToObj(k -> "t" + k + ": " + what.text(gate.rotationOf(k)))
                .collect(Collectors.joining("; "));
    }

    private static String generator(PauliSum generator) {
        StringBuilder text = new StringBuilder();
        for (PauliSum.Term term : generator.terms()) {
            String sign = term.coefficient() < 0 ? "-" : text.isEmpty() ? "" : "+";
            text.append(text.isEmpty() ? sign : " " + sign + " ");
            text.append(number(Math.abs(term.coefficient()))).append(' ').append(term.string());
        }
        return "`" + text + "`";
    }

    private static String shiftRule(ShiftRule rule) {
        return rule.terms().stream()
                .filter(term -> term.shift() > 0)
                .map(term -> number(term.weight()) + " at ±" + multipleOfPi(term.shift()))
                .collect(Collectors.joining(", "));
    }

    private static String inverse(StandardGate gate) {
        List<Integer> qubits = IntStream.range(0, gate.numQubits()).boxed().toList();
        List<Angle> angles =
                IntStream.range(0, gate.numParameters()).mapToObj(Angle::weight).toList();
        Operation inverse = new Operation(gate, qubits, angles).inverse();
        String undone = inverse.parameters().stream()
                .map(angle -> "-t" + (angles.size() == 1 ? "" : angle.numWeights() - 1))
                .collect(Collectors.joining(", "));
        return "`" + inverse.gate().symbol() + (undone.isEmpty() ? "" : "(" + undone + ")") + "`";
    }

    private static String number(double value) {
        if (Math.abs(value - 0.5) < ROUNDING) {
            return "1/2";
        }
        return Math.abs(value - 0.25) < ROUNDING ? "1/4" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String multipleOfPi(double angle) {
        long halves = Math.round(angle / (Math.PI / 2));
        if (Math.abs(halves * Math.PI / 2 - angle) > ROUNDING || halves % 2 == 0) {
            throw new IllegalStateException(
                    "shift " + angle + ": no odd multiple of pi/2, teach the table to write it");
        }
        return (halves == 1 ? "" : halves) + "π/2";
    }
}
