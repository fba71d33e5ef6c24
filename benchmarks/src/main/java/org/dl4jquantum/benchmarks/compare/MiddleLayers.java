package org.dl4jquantum.benchmarks.compare;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jquantum.benchmarks.plain.FourQubitLayer;
import org.dl4jquantum.benchmarks.plain.PlainLayer;
import org.dl4jquantum.benchmarks.plain.SineLayer;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;

/** The small circuits of W7: as a quantum layer, or written out by hand. */
final class MiddleLayers {
    /** Instead of the name of an engine. */
    static final String CLOSED_FORM = "closed-form";

    private static final int QUBITS = 4;

    private MiddleLayers() {}

    static Layer textbook(String engine) {
        if (engine.equals(CLOSED_FORM)) {
            return new PlainLayer.Builder(new SineLayer()).build();
        }
        Circuit circuit = Circuit.builder(1)
                .add(StandardGate.H, 0)
                .add(StandardGate.RY, Angle.input(0), 0)
                .build();
        return new QuantumLayer.Builder()
                .circuit(circuit)
                .measure(Measurement.probabilities(0))
                .engine(engine)
                .build();
    }

    static Layer hybrid(String engine) {
        if (engine.equals(CLOSED_FORM)) {
            return new PlainLayer.Builder(new FourQubitLayer()).build();
        }
        return new QuantumLayer.Builder()
                .circuit(Cases.layered(QUBITS, 2))
                .measure(PauliZ.onEach(QUBITS))
                .engine(engine)
                .build();
    }
}
