package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.benchmarks.compare.Cases;
import org.dl4jquantum.benchmarks.compare.CircuitCase;
import org.dl4jquantum.benchmarks.compare.CircuitCase.Pass;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.PauliZ;

/**
 * One large state of 10 layers, its values and its gradient, as large as the engine of the argument can; where a size takes
 * long, larger ones are left out.
 */
final class StateCheck implements Check {
    private static final int LAYERS = 10;
    private static final int SMALLEST = 20;
    private static final int LARGEST = 30;
    private static final double SECONDS = 0.2;
    /** Two qubits more take four times as long, and every size is run about five times. */
    private static final int NEXT = 20;

    @Override
    public void run(Findings findings, Conditions conditions) {
        Engine engine = Engines.named(conditions.argument());
        Stopwatch watch = new Stopwatch(engine.name(), conditions.quick() ? 0 : SECONDS);
        int failed = 0;
        for (Precision precision : List.of(Precision.FLOAT, Precision.DOUBLE)) {
            for (Pass pass : List.of(Pass.VALUES, Pass.GRADIENT)) {
                failed += times(findings, conditions, engine, watch, precision, pass);
            }
        }
        findings.check("every state runs", failed == 0, failed + " have failed; their rows say how");
    }

    private static int times(
            Findings findings, Conditions conditions, Engine engine, Stopwatch watch, Precision precision, Pass pass) {
        // A quarter of the time for each precision and pass.
        double last = 0;
        double share = conditions.seconds() / 4;
        int most = Math.min(LARGEST, engine.capabilities().maxQubits());
        int[] qubits = conditions.quick()
                ? new int[] {5, 6}
                : IntStream.rangeClosed(SMALLEST, most)
                        .filter(n -> n % 2 == 0 || n == most)
                        .toArray();
        for (int n : qubits) {
            boolean fits = engine.bytesNeeded(n, precision) <= engine.bytesAvailable();
            if (!fits || NEXT * last > Math.min(share, conditions.left())) {
                String reason = fits ? "would take too long" : "does not fit";
                findings.note(n + " qubits and more, " + precision + ", " + pass + ": " + reason);
                return 0;
            }
            ObjectNode label = JsonNodeFactory.instance
                    .objectNode()
                    .put("workload", "state of " + n)
                    .put("batch", 1)
                    .put("qubits", n);
            int layers = conditions.quick() ? 1 : LAYERS;
            QuantumNode node = QuantumNode.of(Cases.layered(n, layers), PauliZ.on(n, 0));
            ObjectNode row = watch.time(() -> new CircuitCase(node, 1, pass), precision, label);
            findings.row(row);
            if (row.has("error")) {
                return 1;
            }
            last = row.path("wall_us").asDouble() / 1e6;
        }
        return 0;
    }
}
