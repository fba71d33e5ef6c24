package org.dl4jquantum.dl4j.conf;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.observable.Measurement;

/** Collects what a builder is told about a circuit, and makes a node of it. */
public final class CircuitParts {
    private final String subject;
    private Circuit circuit;
    private Circuit.Builder parts;
    private Measurement measurement;
    private String engine = Engines.AUTO;
    private String gradient = GradientMethod.AUTO;
    private int shots;
    private MemoryMode memory = MemoryMode.AUTO;

    /**
     * Starts with nothing.
     *
     * @param subject whose mistakes are told
     */
    public CircuitParts(String subject) {
        this.subject = subject;
    }

    void circuit(Circuit whole) {
        circuit = whole;
    }

    void encoding(Encoding encoding) {
        if (parts == null) {
            parts = Circuit.builder(encoding.numQubits());
        }
        parts.add(encoding);
    }

    void ansatz(Ansatz ansatz) {
        if (parts == null) {
            throw new DL4JInvalidConfigException(
                    subject + ": ansatz " + ansatz + " before any encoding, which sets the number of qubits");
        }
        parts.add(ansatz);
    }

    void measure(Measurement read) {
        measurement = read;
    }

    void engine(String name) {
        engine = name;
    }

    void gradient(String name) {
        gradient = name;
    }

    void shots(int number) {
        shots = number;
    }

    void memory(MemoryMode mode) {
        memory = mode;
    }

    /** The node of these parts. */
    QuantumNode node(String layerName) {
        Circuit whole = whole(layerName);
        if (measurement == null) {
            throw invalid(layerName, "no measurement given; add for example .measure(PauliZ.onEach(n))");
        }
        return node(whole, measurement);
    }

    /** The circuit of these parts. */
    Circuit whole(String layerName) {
        if ((circuit == null) == (parts == null)) {
            throw invalid(
                    layerName,
                    (circuit == null ? "neither circuit nor encoding" : "both circuit and encoding")
                            + " given, one of them is needed");
        }
        return circuit == null ? parts.build() : circuit;
    }

    private DL4JInvalidConfigException invalid(String layerName, String message) {
        return new DL4JInvalidConfigException(subject + " \"" + layerName + "\": " + message);
    }

    /** The node of another circuit, run as these parts are. */
    QuantumNode node(Circuit other, Measurement read) {
        return new QuantumNode(other, read, engine, gradient, shots, 0).withMemory(memory);
    }
}
