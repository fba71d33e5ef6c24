package org.dl4jquantum.sim.engine.cuda;

import java.nio.Buffer;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.NoException;
import org.bytedeco.javacpp.annotation.Platform;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.EngineUnavailableException;

/**
 * The functions of {@code dlq_cuda.h}, and the library behind them, which is loaded once. Pointers are addresses outside
 * the heap; whoever passes one keeps its memory reachable during the call.
 */
@Platform(include = "dlq_cuda.h", library = "jnidlqcuda")
@NoException(true)
final class DlqCuda {
    private static final int OK = 0;
    private static final int BAD_ARGUMENT = 1;
    private static final int OUT_OF_HOST_MEMORY = 2;
    private static final int NO_DRIVER = 4;
    private static final int DRIVER_TOO_OLD = 5;
    private static final int NO_DEVICE = 6;
    private static final int OUT_OF_MEMORY = 7;
    private static final int LAUNCH_FAILED = 8;
    private static final int DEVICE_LOST = 9;

    private static final Optional<Throwable> FAILURE = load();

    private DlqCuda() {}

    /** Without JavaCPP on the class path the link to {@code Loader} fails, and only then: annotations are not resolved. */
    private static Optional<Throwable> load() {
        try {
            Loader.load(DlqCuda.class);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(e);
        }
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
            throw new EngineUnavailableException("engine " + CudaEngine.NAME + ": " + remedy + ", " + cause, cause);
        }
    }

    /**
     * How many devices the driver has, at least one.
     *
     * @throws EngineUnavailableException if there is no driver or no device, or no library to look for them
     */
    static int countDevices(Optional<String> driver) {
        requireLibrary();
        int[] count = {0};
        check(findDevices(driver.orElse(null), count));
        return count[0];
    }

    /**
     * Throws what a status stands for.
     *
     * @throws IllegalArgumentException if an argument was refused
     * @throws EngineUnavailableException if there is no driver or no device to work with
     * @throws DeviceException if the device failed
     * @throws OutOfMemoryError if memory of the host lacks
     * @throws IllegalStateException on any other failure
     */
    static void check(int status) {
        if (status == OK) {
            return;
        }
        String message = "engine " + CudaEngine.NAME + ": " + lastError();
        String name = lastErrorName();
        if (status == OUT_OF_HOST_MEMORY) {
            throw new OutOfMemoryError(message);
        }
        throw switch (status) {
            case BAD_ARGUMENT -> new IllegalArgumentException(message);
            case NO_DRIVER -> new EngineUnavailableException.NoDriver(message, name);
            case DRIVER_TOO_OLD -> new EngineUnavailableException.DriverTooOld(message, name);
            case NO_DEVICE -> new EngineUnavailableException.NoDevice(message, name);
            case OUT_OF_MEMORY ->
                new DeviceException.OutOfMemory(
                        message + "; use fewer samples a call, fewer qubits, or FLOAT",
                        name,
                        lastBytesNeeded(),
                        lastBytesFree());
            case LAUNCH_FAILED -> new DeviceException.LaunchFailed(message, name);
            case DEVICE_LOST -> new DeviceException.Lost(message, name);
            default -> new IllegalStateException(message);
        };
    }

    /** The address of the first byte of direct memory, wherever its position is. */
    static long address(Buffer memory) {
        // The generated code adds the position, whatever the type of the elements, as bytes.
        return addressOfPosition(memory) - memory.position();
    }

    @Name("reinterpret_cast<jlong>")
    private static native long addressOfPosition(@Cast("void*") Buffer memory);

    @Name("dlq_cuda_last_error")
    @Cast("const char*")
    private static native String lastError();

    @Name("dlq_cuda_last_error_name")
    @Cast("const char*")
    private static native String lastErrorName();

    @Name("dlq_cuda_last_bytes_needed")
    private static native long lastBytesNeeded();

    @Name("dlq_cuda_last_bytes_free")
    private static native long lastBytesFree();

    @Name("dlq_cuda_find_devices")
    private static native int findDevices(@Cast("const char*") String driver, @Cast("int32_t*") int[] count);

    @Name("dlq_cuda_open")
    static native int open(
            @Cast("const char*") String driver,
            @Cast("const char*") byte[] image,
            @Cast("int64_t") long imageLength,
            @Cast("const int32_t*") int[] numbers,
            int numDevices,
            @Cast("int64_t") long memoryLimit,
            @Cast("const char*") String source,
            @Cast("const char*") String nvrtc,
            @Cast("const char*") String cache,
            @Cast("dlq_cuda_devices**") long[] devices);

    @Name("dlq_cuda_compiler")
    @Cast("const char*")
    static native String compiler(@Cast("const dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_compiler_failure")
    @Cast("const char*")
    static native String compilerFailure(@Cast("const dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_close")
    static native void close(@Cast("dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_description")
    @Cast("const char*")
    static native String description(@Cast("const dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_memory")
    static native long memory(@Cast("const dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_memory_held")
    static native long memoryHeld(@Cast("const dlq_cuda_devices*") long devices);

    @Name("dlq_cuda_program_create")
    static native int createProgram(
            @Cast("dlq_cuda_devices*") long devices,
            @Cast("const int64_t*") long[] code,
            @Cast("int64_t") long codeLength,
            @Const double[] reals,
            @Cast("int64_t") long realsLength,
            int isDouble,
            @Cast("dlq_cuda_program**") long[] program);

    @Name("dlq_cuda_program_free")
    static native void freeProgram(@Cast("dlq_cuda_program*") long program);

    @Name("dlq_cuda_states_create")
    static native int createStates(@Cast("dlq_cuda_states**") long[] states);

    @Name("dlq_cuda_states_clear")
    static native void clearStates(@Cast("dlq_cuda_states*") long states);

    @Name("dlq_cuda_states_bytes")
    static native long statesBytes(@Cast("const dlq_cuda_states*") long states);

    @Name("dlq_cuda_states_free")
    static native void freeStates(@Cast("dlq_cuda_states*") long states);

    @Name("dlq_cuda_forward")
    static native int forward(
            @Cast("dlq_cuda_program*") long program,
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
            @Cast("dlq_cuda_states*") long states);

    @Name("dlq_cuda_backward")
    static native int backward(
            @Cast("dlq_cuda_program*") long program,
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
            @Cast("dlq_cuda_states*") long states);

    @Name("dlq_cuda_draw")
    static native int draw(
            @Cast("dlq_cuda_program*") long program,
            int batch,
            @Cast("const double*") long angles,
            @Cast("const int64_t*") long slotStart,
            @Cast("const int8_t*") long slotShared,
            @Cast("const void*") long initial,
            long initialRowStride,
            long initialColumnStride,
            int initialIsDouble,
            int shots,
            @Cast("const dlq_cuda_streams*") long[] streams,
            @Cast("uint32_t*") int[] drawn);

    @Name("dlq_cuda_program_define")
    static native int define(
            @Cast("dlq_cuda_program*") long program,
            @Cast("const int64_t*") long[] code,
            @Cast("int64_t") long codeLength,
            @Const double[] coefficients,
            @Cast("int64_t") long numCoefficients);

    @Name("dlq_cuda_pullback_create")
    static native int createPullback(@Cast("dlq_cuda_pullback**") long[] pullback);

    @Name("dlq_cuda_pullback_clear")
    static native void clearPullback(@Cast("dlq_cuda_pullback*") long pullback);

    @Name("dlq_cuda_pullback_bytes")
    static native long pullbackBytes(@Cast("const dlq_cuda_pullback*") long pullback);

    @Name("dlq_cuda_pullback_free")
    static native void freePullback(@Cast("dlq_cuda_pullback*") long pullback);

    @Name("dlq_cuda_view_forward")
    static native int viewForward(
            @Cast("dlq_cuda_program*") long program,
            int batch,
            @Cast("const dlq_cuda_view*") long[] inputs,
            @Cast("const dlq_cuda_view*") long[] weights,
            @Cast("const dlq_cuda_view*") long[] outputs,
            @Cast("void* const*") long stream,
            @Cast("dlq_cuda_pullback*") long pullback,
            int keepStates);

    @Name("dlq_cuda_view_backward")
    static native int viewBackward(
            @Cast("dlq_cuda_program*") long program,
            int batch,
            @Cast("const dlq_cuda_view*") long[] inputs,
            @Cast("const dlq_cuda_view*") long[] weights,
            @Cast("const dlq_cuda_view*") long[] cotangents,
            @Cast("const dlq_cuda_view*") long[] inputGradient,
            @Cast("const dlq_cuda_view*") long[] weightGradient,
            @Cast("void* const*") long stream);

    @Name("dlq_cuda_pullback_backward")
    static native int pullbackBackward(
            @Cast("dlq_cuda_program*") long program,
            @Cast("dlq_cuda_pullback*") long pullback,
            @Cast("const dlq_cuda_view*") long[] cotangents,
            @Cast("const dlq_cuda_view*") long[] inputGradient,
            @Cast("const dlq_cuda_view*") long[] weightGradient,
            @Cast("void* const*") long stream);

    @Name("dlq_cuda_pullback_is_at")
    static native int pullbackIsAt(
            @Cast("dlq_cuda_program*") long program,
            @Cast("dlq_cuda_pullback*") long pullback,
            int batch,
            @Cast("const dlq_cuda_view*") long[] inputs,
            @Cast("const dlq_cuda_view*") long[] weights,
            @Cast("void* const*") long stream,
            int[] same);
}
