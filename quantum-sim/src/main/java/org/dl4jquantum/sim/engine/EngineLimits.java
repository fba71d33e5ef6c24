package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/** Holds a circuit against what an engine states it can do, before anything is computed. */
public final class EngineLimits {
    private EngineLimits() {}

    /**
     * Refuses a circuit that the engine cannot run.
     *
     * @throws IllegalArgumentException if the measurement does not fit the circuit
     * @throws UnsupportedOperationException if a capability or memory lacks
     */
    public static void check(Engine engine, Circuit circuit, Measurement measurement, Precision precision) {
        measurement.validate(circuit.numQubits());
        Capabilities able = engine.capabilities();
        String subject = "engine " + engine.name() + ": ";
        if (!able.precisions().contains(precision)) {
            throw new UnsupportedOperationException(subject + "computes in " + able.precisions() + ", not in "
                    + precision + "; engine java computes in both");
        }
        if (circuit.numAmplitudes() > 0 && !able.initialStates()) {
            throw new UnsupportedOperationException(
                    subject + "starts in |0...0> only; engine java takes initial states");
        }
        if (circuit.numQubits() > able.maxQubits()) {
            throw new UnsupportedOperationException(subject + "circuit has " + circuit.numQubits() + " qubits, at most "
                    + able.maxQubits() + " are possible");
        }
        long needed = engine.bytesNeeded(circuit.numQubits(), precision);
        long present = engine.bytesAvailable();
        if (needed > present) {
            boolean inHeap = present == Runtime.getRuntime().maxMemory();
            throw new UnsupportedOperationException(subject + "a circuit of " + circuit.numQubits() + " qubits in "
                    + precision + " needs " + needed + " bytes, "
                    + (inHeap ? "the Java heap may grow to " : "there are ")
                    + present + "; use fewer qubits, FLOAT, or " + (inHeap ? "a larger -Xmx" : "a larger machine"));
        }
    }
}
