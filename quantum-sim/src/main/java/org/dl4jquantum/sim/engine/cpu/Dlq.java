package org.dl4jquantum.sim.engine.cpu;

import java.nio.Buffer;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.NoException;
import org.bytedeco.javacpp.annotation.Platform;
import org.dl4jquantum.sim.engine.EngineUnavailableException;

/**
 * The functions of {@code dlq.h}, and the library behind them, which is loaded once. Pointers are addresses outside the
 * heap; whoever passes one keeps its memory reachable during the call.
 */
@Platform(include = "dlq.h", library = "jnidlq")
@NoException(true)
final class Dlq {
    private static final String THREADS_PROPERTY = "org.dl4jquantum.native.threads";
    private static final int MAX_THREADS = 1024;

    private static final int OK = 0;
    private static final int BAD_ARGUMENT = 1;
    private static final int OUT_OF_MEMORY = 2;

    private static final Optional<Throwable> FAILURE = load();

    private Dlq() {}

    /** Without JavaCPP on the class path the link to {@code Loader} fails, and only then: annotations are not resolved. */
    private static Optional<Throwable> load() {
        try {
            Loader.load(Dlq.class);
            check(setThreads(threads(System.getProperty(THREADS_PROPERTY, "0"))));
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static int threads(String value) {
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) > MAX_THREADS) {
            throw new IllegalArgumentException(THREADS_PROPERTY + ": \"" + value + "\", allowed are 0.." + MAX_THREADS
                    + " (0 for one a processor)");
        }
        return Integer.parseInt(value);
    }

    /**
     * Does nothing where the functions can be called.
     *
     * @throws EngineUnavailableException if the library could not be loaded, with the cause
     */
    static void requireLibrary() {
        if (FAILURE.isPresent()) {
            Throwable cause = FAILURE.get();
            String remedy = cause instanceof NoClassDefFoundError
                    ? "needs org.bytedeco:javacpp 1.5.7 on the class path"
                    : "its library cannot be used; build quantum-sim on Linux with g++, or take engine java";
            throw new EngineUnavailableException("engine " + NativeEngine.NAME + ": " + remedy + ", " + cause, cause);
        }
    }

    /**
     * Throws what a status stands for.
     *
     * @throws IllegalArgumentException if an argument was refused
     * @throws OutOfMemoryError if memory for states lacks
     * @throws IllegalStateException on any other failure
     */
    static void check(int status) {
        if (status == OK) {
            return;
        }
        String message = "engine " + NativeEngine.NAME + ": " + lastError();
        if (status == BAD_ARGUMENT) {
            throw new IllegalArgumentException(message);
        }
        if (status == OUT_OF_MEMORY) {
            throw new OutOfMemoryError(message + "; use fewer qubits, FLOAT, or fewer samples a call");
        }
        throw new IllegalStateException(message);
    }

    /** The address of the first byte of direct memory, wherever its position is. */
    static long address(Buffer memory) {
        // The generated code adds the position, whatever the type of the elements, as bytes.
        return addressOfPosition(memory) - memory.position();
    }

    @Name("reinterpret_cast<jlong>")
    private static native long addressOfPosition(@Cast("void*") Buffer memory);

    @Name("dlq_last_error")
    @Cast("const char*")
    private static native String lastError();

    @Name("dlq_variants")
    static native int variants();

    @Name("dlq_set_threads")
    static native int setThreads(int threads);

    @Name("dlq_scratch_bytes")
    static native long scratchBytes();

    @Name("dlq_program_create")
    static native int createProgram(
            @Cast("const int64_t*") long[] code,
            @Cast("int64_t") long codeLength,
            @Const double[] reals,
            @Cast("int64_t") long realsLength,
            int isDouble,
            int variant,
            @Cast("dlq_program**") long[] program);

    @Name("dlq_program_free")
    static native void freeProgram(@Cast("dlq_program*") long program);

    @Name("dlq_states_create")
    static native int createStates(@Cast("dlq_states**") long[] states);

    @Name("dlq_states_clear")
    static native void clearStates(@Cast("dlq_states*") long states);

    @Name("dlq_states_bytes")
    static native long statesBytes(@Cast("const dlq_states*") long states);

    @Name("dlq_states_free")
    static native void freeStates(@Cast("dlq_states*") long states);

    @Name("dlq_forward")
    static native int forward(
            @Cast("dlq_program*") long program,
            int batch,
            @Cast("const double*") long angles,
            @Cast("const int64_t*") long slotStart,
            @Cast("const int8_t*") long slotShared,
            @Cast("const void*") long initial,
            long initialRowStride,
            long initialColumnStride,
            int initialIsDouble,
            @Cast("void*") long outputs,
            long outputsRowStride,
            long outputsColumnStride,
            int outputsIsDouble,
            @Cast("dlq_states*") long states);

    @Name("dlq_backward")
    static native int backward(
            @Cast("dlq_program*") long program,
            int batch,
            @Cast("const double*") long angles,
            @Cast("const int64_t*") long slotStart,
            @Cast("const int8_t*") long slotShared,
            @Cast("const void*") long initial,
            long initialRowStride,
            long initialColumnStride,
            int initialIsDouble,
            @Cast("const void*") long cotangents,
            long cotangentsRowStride,
            long cotangentsColumnStride,
            int cotangentsIsDouble,
            @Cast("double*") long angleGradient,
            @Cast("void*") long initialGradient,
            long initialGradientRowStride,
            long initialGradientColumnStride,
            int initialGradientIsDouble,
            @Cast("dlq_states*") long states);
}
