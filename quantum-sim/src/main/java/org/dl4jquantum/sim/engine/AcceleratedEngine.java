package org.dl4jquantum.sim.engine;

import java.util.function.Supplier;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.Plan;
import org.dl4jquantum.sim.plan.Work;

/**
 * What {@code auto} is where there is an accelerator: two engines, one for calls of much work and one for all others. The
 * first is opened when such a call comes. Limits are those of the second, which runs whatever the first cannot.
 */
final class AcceleratedEngine implements Engine {
    private final Engine engine;
    private final Accelerator accelerator;

    AcceleratedEngine(Engine engine, Accelerator accelerator) {
        this.engine = engine;
        this.accelerator = accelerator;
    }

    /** Of both. */
    @Override
    public String name() {
        return engine.name() + "+" + accelerator.name();
    }

    @Override
    public String variant() {
        return engine.variant();
    }

    @Override
    public Capabilities capabilities() {
        return engine.capabilities();
    }

    @Override
    public long bytesNeeded(int numQubits, Precision precision) {
        return engine.bytesNeeded(numQubits, precision);
    }

    @Override
    public long bytesAvailable() {
        return engine.bytesAvailable();
    }

    @Override
    public long bytesHeld() {
        return engine.bytesHeld() + accelerator.opened().map(Engine::bytesHeld).orElse(0L);
    }

    @Override
    public Program compile(Circuit circuit, Measurement measurement, Precision precision) {
        Program program = engine.compile(circuit, measurement, precision);
        Work work = Work.of(Plan.of(circuit, measurement), measurement);
        Supplier<Program> accelerated = () -> accelerator.open().compile(circuit, measurement, precision);
        return new AcceleratedProgram(program, work, new Attempts(accelerator, accelerated, engine.name()));
    }

    @Override
    public String toString() {
        return "engine " + engine.name() + ", and " + accelerator.name() + " for calls of " + accelerator.leastWork()
                + " multiply-adds or more";
    }
}
