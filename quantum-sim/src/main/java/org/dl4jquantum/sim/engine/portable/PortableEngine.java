package org.dl4jquantum.sim.engine.portable;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineLimits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/** Engine {@code java}. */
final class PortableEngine implements Engine {
    static final String NAME = "java";
    private static final int MAX_QUBITS = 28;

    private final Variant variant;

    PortableEngine(Variant variant) {
        this.variant = variant;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String variant() {
        return variant.toString();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Map.of(Precision.DOUBLE, 1e-12, Precision.FLOAT, 1e-5), true, true, MAX_QUBITS);
    }

    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return Tile.bytes(Layout.of(numQubits, 1), precision);
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        EngineLimits.check(this, circuit, measurement, precision);
        return new PortableProgram(circuit, measurement, precision, variant);
    }
}
