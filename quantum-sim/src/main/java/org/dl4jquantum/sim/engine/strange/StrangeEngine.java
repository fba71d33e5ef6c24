package org.dl4jquantum.sim.engine.strange;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineLimits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/** Engine {@code strange}: float amplitudes whatever the precision of the caller's numbers, hence one tolerance. */
final class StrangeEngine implements Engine {
    static final String NAME = "strange";
    private static final double TOLERANCE = 1e-5;
    private static final int MAX_QUBITS = 10;
    /** A complex number of Strange, the reference to it, and the same twice in our matrix. */
    private static final long BYTES_PER_ENTRY = 64;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Map.of(Precision.DOUBLE, TOLERANCE, Precision.FLOAT, TOLERANCE), false, false, MAX_QUBITS);
    }

    /** A gate on all qubits is a matrix of {@code 4^n} entries. */
    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return BYTES_PER_ENTRY << (2 * numQubits);
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        EngineLimits.check(this, circuit, measurement, precision);
        return new StrangeProgram(circuit, measurement);
    }
}
