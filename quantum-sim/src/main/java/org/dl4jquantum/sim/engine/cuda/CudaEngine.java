package org.dl4jquantum.sim.engine.cuda;

import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Capabilities;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineLimits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.library.LibraryProgram;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/** Engine {@code cuda}, on devices. */
final class CudaEngine implements Engine {
    static final String NAME = "cuda";
    private static final int MAX_QUBITS = Circuit.MAX_QUBITS;
    /** State, cotangent and initial state or what is gathered for gradients, of complex numbers. */
    private static final long NUMBERS_PER_AMPLITUDE = 6;

    private final CudaDevices devices;

    CudaEngine(CudaDevices devices) {
        this.devices = devices;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Map.of(Precision.DOUBLE, 1e-12, Precision.FLOAT, 1e-5), true, true, MAX_QUBITS);
    }

    /** For one sample; batches that the device cannot hold at once are run in pieces. */
    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return (NUMBERS_PER_AMPLITUDE * precision.bytes()) << numQubits;
    }

    /** States lie on the devices. */
    @Override
    public long bytesAvailable() {
        return devices.memory();
    }

    @Override
    public long bytesHeld() {
        return devices.memoryHeld();
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        EngineLimits.check(this, circuit, measurement, precision);
        return new LibraryProgram(new CudaLibrary(devices), circuit, measurement, precision);
    }

    @Override
    public String toString() {
        return NAME + " on " + devices.description();
    }
}
