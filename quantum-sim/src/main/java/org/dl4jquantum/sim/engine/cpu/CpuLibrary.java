package org.dl4jquantum.sim.engine.cpu;

import java.nio.Buffer;
import org.dl4jquantum.sim.engine.library.CallMemory;
import org.dl4jquantum.sim.engine.library.PlanCode;
import org.dl4jquantum.sim.engine.library.PlanLibrary;
import org.dl4jquantum.sim.math.Precision;

/** The functions of {@code dlq.h} for programs of one variant. */
record CpuLibrary(Variant variant) implements PlanLibrary {

    @Override
    public String engineName() {
        return NativeEngine.NAME;
    }

    @Override
    public long address(Buffer memory) {
        return Dlq.address(memory);
    }

    @Override
    public long createProgram(PlanCode code, Precision precision) {
        long[] program = {0};
        Dlq.check(Dlq.createProgram(
                code.words(),
                code.words().length,
                code.reals(),
                code.reals().length,
                precision == Precision.DOUBLE ? 1 : 0,
                variant.number(),
                program));
        return program[0];
    }

    @Override
    public void freeProgram(long program) {
        Dlq.freeProgram(program);
    }

    @Override
    public long createStates() {
        long[] states = {0};
        Dlq.check(Dlq.createStates(states));
        return states[0];
    }

    @Override
    public void clearStates(long states) {
        Dlq.clearStates(states);
    }

    @Override
    public long statesBytes(long states) {
        return Dlq.statesBytes(states);
    }

    @Override
    public void freeStates(long states) {
        Dlq.freeStates(states);
    }

    @Override
    public void forward(long program, int batch, CallMemory memory, long states) {
        Dlq.check(Dlq.forward(
                program,
                batch,
                memory.angles(),
                memory.slotStart(),
                memory.slotShared(),
                memory.initial().address(),
                memory.initial().rowStride(),
                memory.initial().columnStride(),
                memory.initial().isDouble(),
                memory.outputs().address(),
                memory.outputs().rowStride(),
                memory.outputs().columnStride(),
                memory.outputs().isDouble(),
                states));
    }

    @Override
    public void backward(long program, int batch, CallMemory memory, long states) {
        Dlq.check(Dlq.backward(
                program,
                batch,
                memory.angles(),
                memory.slotStart(),
                memory.slotShared(),
                memory.initial().address(),
                memory.initial().rowStride(),
                memory.initial().columnStride(),
                memory.initial().isDouble(),
                memory.outputs().address(),
                memory.outputs().rowStride(),
                memory.outputs().columnStride(),
                memory.outputs().isDouble(),
                memory.angleGradient(),
                memory.initialGradient().address(),
                memory.initialGradient().rowStride(),
                memory.initialGradient().columnStride(),
                memory.initialGradient().isDouble(),
                states));
    }
}
