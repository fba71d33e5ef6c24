package org.dl4jquantum.benchmarks.compare;

import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jquantum.benchmarks.Workload;
import org.dl4jquantum.benchmarks.compare.CircuitCase.Pass;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.ansatz.EfficientSU2;
import org.dl4jquantum.sim.ansatz.Entanglement;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.circuit.Template;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;

/** The workloads that are circuits, by name. A new one is added here and in {@code comparison/workloads.py}. */
public final class Cases {
    private static final int SHOTS = 1000;
    private static final int SHOT_SEED = 7;
    /** Batch, qubits and layers of the general circuits: those of W2. */
    private static final int BATCH = 256;

    private static final int QUBITS = 8;
    private static final int LAYERS = 4;

    private Cases() {}

    /** The workload of that name, or none. */
    public static Optional<CircuitCase> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "W1", "W2", "W3", "W4" -> standard(Workload.valueOf(name), Pass.STEP);
                    case "W1-gradient" -> standard(Workload.W1, Pass.GRADIENT);
                    case "W5n20" -> single(20);
                    case "W5n24" -> single(24);
                    case "W6" -> new CircuitCase(QuantumNode.of(fixedInputs(20, 4), PauliZ.on(20, 0)), 1, Pass.STEP);
                    case "W8" -> shifted(0);
                    case "W8s" -> shifted(SHOTS);
                    case "Ga" ->
                        general(PauliZ.onEach(QUBITS), AngleEncoding.rx(QUBITS), BasicEntanglerLayers.layers(LAYERS));
                    case "Gb" ->
                        general(
                                PauliZ.onEach(QUBITS),
                                ZZFeatureMap.onQubits(QUBITS),
                                RealAmplitudes.repetitions(LAYERS, Entanglement.FULL));
                    case "Gc" ->
                        general(
                                Resources.node("hamiltonian.json").measurement(),
                                AngleEncoding.ry(QUBITS),
                                EfficientSU2.repetitions(LAYERS));
                    case "Gd" -> new CircuitCase(Resources.node("all-gates.json"), BATCH, Pass.STEP);
                    default -> name.startsWith("H,") ? FamilyName.parse(name).circuitCase() : null;
                });
    }

    private static CircuitCase standard(Workload workload, Pass pass) {
        return new CircuitCase(workload.node("auto"), workload.batch(), pass);
    }

    private static CircuitCase single(int qubits) {
        return new CircuitCase(QuantumNode.of(layered(qubits, 10), PauliZ.on(qubits, 0)), 1, Pass.VALUES);
    }

    private static CircuitCase shifted(int shots) {
        QuantumNode node =
                Workload.W1.node("auto").withGradient("parameter-shift").withShots(shots, SHOT_SEED);
        return new CircuitCase(node, 8, Pass.STEP);
    }

    private static CircuitCase general(Measurement measurement, Template encoding, Template ansatz) {
        Circuit circuit = Circuit.builder(QUBITS).add(encoding).add(ansatz).build();
        return new CircuitCase(QuantumNode.of(circuit, measurement), BATCH, Pass.STEP);
    }

    /** RY of the inputs, then layers of rotations and a ring of CNOTs. */
    public static Circuit layered(int qubits, int layers) {
        return Circuit.builder(qubits)
                .add(AngleEncoding.ry(qubits))
                .add(StronglyEntanglingLayers.layers(layers).withRange(1))
                .build();
    }

    /** The same with the first sample's inputs as constants, so that only weights have a gradient. */
    private static Circuit fixedInputs(int qubits, int layers) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        IntStream.range(0, qubits).forEach(i -> circuit.add(StandardGate.RY, Math.sin(1 + i), i));
        return circuit.add(StronglyEntanglingLayers.layers(layers).withRange(1)).build();
    }
}
