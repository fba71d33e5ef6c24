package org.dl4jquantum.samples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.layer.CircuitLayer;
import org.dl4jquantum.samples.mnist.ZeroOneDigits;
import org.dl4jquantum.samples.training.TrainingResult;
import org.dl4jquantum.sim.function.QuantumNode;

/** What the MNIST sample tells its user before and after training. */
final class MnistText {
    private final PrintWriter out;

    MnistText(PrintWriter out) {
        this.out = out;
    }

    /** Says what learns, and from what. */
    void introduce(ZeroOneDigits digits, String net, ComputationGraph network, CircuitLayer circuit) {
        QuantumNode node = ((QuantumLayer) circuit.layerConf()).getNode();
        line("data:     %s", digits.describe());
        line("network:  %s, %,d weights", net, network.numParams());
        line(
                "circuit:  %d %s, %d weights, %s",
                node.circuit().numQubits(),
                node.circuit().numQubits() == 1 ? "qubit" : "qubits",
                node.numWeights(),
                node.shots() == 0 ? "exact" : node.shots() + " shots");
        line("engine:   %s", circuit.engineName());
    }

    /** Says how long it will learn. */
    void schedule(int passes, int batches, long seed) {
        line("training: %d %s of %d batches, seed %d", passes, passes == 1 ? "pass" : "passes", batches, seed);
        out.flush();
    }

    /** Reports the results: the network first, then its twin if there is one. */
    void report(List<TrainingResult> results) {
        TrainingResult hybrid = results.get(0);
        line("");
        line("test accuracy: %s", hybrid.test().score());
        line("%s", hybrid.test().confusionMatrix());
        line("");
        line("final training loss: %.6f", hybrid.finalLoss());
        line(
                "seconds: %.1f in the quantum layer, %.1f in the classical layers",
                hybrid.quantumSeconds(), hybrid.classicalSeconds());
        if (results.size() > 1) {
            compare(hybrid, results.get(1));
        }
        out.flush();
    }

    /** Says where the results are. */
    void saved(Path model, Path picture) {
        line("");
        line("model:   %s", model);
        line("picture: %s", picture);
        out.flush();
    }

    private void compare(TrainingResult hybrid, TrainingResult twin) {
        line("");
        line(
                "classical twin: the same network, a dense layer in the circuit's place, %,d weights, trained alike",
                twin.numWeights());
        line(
                "twin accuracy: %s, final training loss %.6f, %.1f seconds",
                twin.test().score(), twin.finalLoss(), twin.classicalSeconds());
        int lead = hybrid.test().right() - twin.test().right();
        if (lead == 0) {
            line("Neither is ahead: both read equally many test digits right.");
        } else {
            line(
                    "The %s network is ahead by %d of %d test digits; other seeds may change that.",
                    lead > 0 ? "hybrid" : "classical",
                    Math.abs(lead),
                    hybrid.test().size());
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
