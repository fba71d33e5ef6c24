package org.dl4jquantum.sim.engine.reference;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineLimits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * The oracle: applies the matrix of one gate after the other to one sample after the other, in double precision
 * whatever the precision of the caller's numbers.
 */
final class ReferenceEngine implements Engine {
    static final String NAME = "reference";
    private static final int MAX_QUBITS = 26;
    /** State, cotangent, and what a gate makes of each. */
    private static final int STATES_HELD = 4;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Map.of(Precision.DOUBLE, 1e-12, Precision.FLOAT, 1e-6), true, true, MAX_QUBITS);
    }

    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return (STATES_HELD * 2L * Double.BYTES) << numQubits;
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        EngineLimits.check(this, circuit, measurement, precision);
        return new ReferenceProgram(circuit, measurement);
    }
}
