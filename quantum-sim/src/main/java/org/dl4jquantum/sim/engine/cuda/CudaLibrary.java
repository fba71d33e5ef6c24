package org.dl4jquantum.sim.engine.cuda;

import java.nio.Buffer;
import org.dl4jquantum.sim.engine.Draws;
import org.dl4jquantum.sim.engine.library.AngleCode;
import org.dl4jquantum.sim.engine.library.CallMemory;
import org.dl4jquantum.sim.engine.library.DevicePlanLibrary;
import org.dl4jquantum.sim.engine.library.PlanCode;
import org.dl4jquantum.sim.math.DeviceView;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;

/** The functions of {@code dlq_cuda.h} for programs on devices. */
record CudaLibrary(CudaDevices devices) implements DevicePlanLibrary {

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
    public void draw(long program, int batch, CallMemory memory, Draws draws, int[] drawn) {
        RandomKey key = draws.key();
        DlqCuda.check(DlqCuda.draw(
                program,
                batch,
                memory.angles(),
                memory.slotStart(),
                memory.slotShared(),
                memory.initial().address(),
                memory.initial().rowStride(),
                memory.initial().columnStride(),
                memory.initial().isDouble(),
                draws.shots(),
                new long[] {key.seed(), key.iteration(), key.purpose().code(), draws.firstStream(), draws.step()},
                drawn));
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

    @Override
    public int deviceNumber() {
        return devices.first();
    }

    @Override
    public void define(long program, AngleCode angles) {
        long[] words = angles.words();
        double[] coefficients = angles.coefficients();
        DlqCuda.check(DlqCuda.define(program, words, words.length, coefficients, coefficients.length));
    }

    @Override
    public long createPullback() {
        long[] pullback = {0};
        DlqCuda.check(DlqCuda.createPullback(pullback));
        devices.opened();
        return pullback[0];
    }

    @Override
    public void clearPullback(long pullback) {
        DlqCuda.clearPullback(pullback);
    }

    @Override
    public long pullbackBytes(long pullback) {
        return DlqCuda.pullbackBytes(pullback);
    }

    @Override
    public void freePullback(long pullback) {
        DlqCuda.freePullback(pullback);
        devices.closed();
    }

    @Override
    public void forward(
            long program,
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputs,
            long stream,
            long pullback,
            boolean keepStates) {
        DlqCuda.check(DlqCuda.viewForward(
                program,
                inputs.rows(),
                words(inputs),
                words(weights),
                words(outputs),
                stream,
                pullback,
                keepStates ? 1 : 0));
    }

    @Override
    public void backward(
            long program,
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream) {
        DlqCuda.check(DlqCuda.viewBackward(
                program,
                inputs.rows(),
                words(inputs),
                words(weights),
                words(outputCotangent),
                words(inputGradient),
                words(weightGradient),
                stream));
    }

    @Override
    public void backward(
            long program,
            long pullback,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream) {
        DlqCuda.check(DlqCuda.pullbackBackward(
                program, pullback, words(outputCotangent), words(inputGradient), words(weightGradient), stream));
    }

    @Override
    public boolean isAt(long program, long pullback, DeviceView inputs, DeviceView weights, long stream) {
        int[] same = {0};
        DlqCuda.check(
                DlqCuda.pullbackIsAt(program, pullback, inputs.rows(), words(inputs), words(weights), stream, same));
        return same[0] == 1;
    }

    /** The fields of {@code dlq_cuda_view}, in its order. */
    private static long[] words(DeviceView view) {
        return new long[] {
            view.address(), view.rowStride(), view.columnStride(), view.precision() == Precision.DOUBLE ? 1 : 0
        };
    }
}
