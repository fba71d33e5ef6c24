package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.GateBody;
import org.dl4jquantum.sim.circuit.GateBody.Fixed;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliString;

/** What an operation looks like, from its gate's controls and body. */
final class GateMarks {
    private static final ComplexMatrix FLIP = ComplexMatrix.ofReal(0, 1, 1, 0);
    private static final ComplexMatrix EXCHANGE = ComplexMatrix.ofReal(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1);

    private GateMarks() {}

    /** One mark for every qubit of the operation. */
    static List<Mark> of(Operation operation, AngleText angles) {
        List<Mark> marks = new ArrayList<>();
        List<Integer> controls = operation.controls();
        List<Integer> targets = operation.targets();
        if (targets.isEmpty() && !controls.isEmpty()) {
            // A phase on the states where all controls are one: any of them may bear the name.
            targets = controls.subList(controls.size() - 1, controls.size());
            controls = controls.subList(0, controls.size() - 1);
        }
        controls.forEach(qubit -> marks.add(new Mark(qubit, Mark.Kind.CONTROL, "")));
        Mark.Kind kind = kind(operation.gate());
        String label = kind == Mark.Kind.BOX ? label(operation, angles) : "";
        for (int target = 0; target < targets.size(); target++) {
            String port = kind == Mark.Kind.BOX ? port(operation.gate().body(), target) : "";
            marks.add(new Mark(targets.get(target), kind, label + port));
        }
        return marks;
    }

    /** The name of what happens to the targets, and its angles. */
    static String label(Operation operation, AngleText angles) {
        String name = name(operation.gate());
        return operation.parameters().isEmpty()
                ? name
                : operation.parameters().stream().map(angles::of).collect(Collectors.joining(",", name + "(", ")"));
    }

    private static Mark.Kind kind(Gate gate) {
        if (!(gate.body() instanceof Fixed fixed)) {
            return Mark.Kind.BOX;
        }
        if (gate.numControls() > 0 && fixed.matrix().equals(FLIP)) {
            return Mark.Kind.FLIP;
        }
        return fixed.matrix().equals(EXCHANGE) ? Mark.Kind.EXCHANGE : Mark.Kind.BOX;
    }

    /** Controls are drawn, so the name is that of the gate with fewest controls that does the same to its targets. */
    private static String name(Gate gate) {
        Optional<StandardGate> bare = Arrays.stream(StandardGate.values())
                .filter(known -> known.numControls() <= gate.numControls()
                        && known.body().equals(gate.body()))
                .min(Comparator.comparingInt(Gate::numControls));
        if (bare.isPresent()) {
            return bare.get().symbol();
        }
        boolean rotation = gate.body() instanceof Rotation known
                && known.scale() == 1
                && known.word().numQubits() > 0;
        return rotation ? "R" + ((Rotation) gate.body()).word() : gate.symbol();
    }

    /** Which of several targets this is, where they differ. */
    private static String port(GateBody body, int target) {
        if (body.numTargets() < 2) {
            return "";
        }
        if (body instanceof Rotation rotation) {
            PauliString word = rotation.word();
            boolean alike = word.toString().chars().distinct().count() == 1;
            return alike ? "" : ":" + word.letter(target);
        }
        return ":" + target;
    }
}
