package org.dl4jquantum.sim.engine.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineLimits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.library.LibraryProgram;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/** Engine {@code native}. */
final class NativeEngine implements Engine {
    static final String NAME = "native";
    private static final int MAX_QUBITS = 28;
    /** State and cotangent, of complex numbers, and a real for sums over all states. */
    private static final long NUMBERS_PER_AMPLITUDE = 5;

    private final Variant variant;

    NativeEngine(Variant variant) {
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

    /** For one sample; samples that run side by side, and threads, each take as much. */
    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return (NUMBERS_PER_AMPLITUDE * precision.bytes()) << numQubits;
    }

    /** States lie outside the heap. */
    @Override
    public long bytesAvailable() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    @Override
    public long bytesHeld() {
        return Dlq.scratchBytes();
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        EngineLimits.check(this, circuit, measurement, precision);
        return new LibraryProgram(new CpuLibrary(variant), circuit, measurement, precision);
    }
}
