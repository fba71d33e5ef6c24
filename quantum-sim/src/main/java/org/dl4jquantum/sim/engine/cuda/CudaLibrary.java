package org.dl4jquantum.sim.engine.cuda;

import java.nio.Buffer;
import org.dl4jquantum.sim.engine.library.CallMemory;
import org.dl4jquantum.sim.engine.library.PlanCode;
import org.dl4jquantum.sim.engine.library.PlanLibrary;
import org.dl4jquantum.sim.math.Precision;

/** The functions of {@code dlq_cuda.h} for programs on devices. */
record CudaLibrary(CudaDevices devices) implements PlanLibrary {

    @Override
    public String engineName() {
        return CudaEngine.NAME;
    }

    @Override
    public long address(Buffer memory) {
        return DlqCuda.address(memory);
    }

    @Override
    public long createProgram(PlanCode code, Precision precision) {
        long[] program = {0};
        DlqCuda.check(DlqCuda.createProgram(
                devices.handle(),
                code.words(),
                code.words().length,
                code.reals(),
                code.reals().length,
                precision == Precision.DOUBLE ? 1 : 0,
                program));
        devices.opened();
        devices.tellOfFailure();
        return program[0];
    }

    @Override
    public void freeProgram(long program) {
        DlqCuda.freeProgram(program);
        devices.closed();
    }

    @Override
    public long createStates() {
        long[] states = {0};
        DlqCuda.check(DlqCuda.createStates(states));
        devices.opened();
        return states[0];
    }

    @Override
    public void clearStates(long states) {
        DlqCuda.clearStates(states);
    }

    @Override
    public long statesBytes(long states) {
        return DlqCuda.statesBytes(states);
    }

    @Override
    public void freeStates(long states) {
        DlqCuda.freeStates(states);
        devices.closed();
    }

    @Override
    public void forward(long program, int batch, CallMemory memory, long states) {
        DlqCuda.check(DlqCuda.forward(
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
        DlqCuda.check(DlqCuda.backward(
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
