package org.dl4jquantum.sim.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Devices that are open, and share every batch. They are closed when whoever opened them has let go of them and the last program or state there is freed: these
 * are freed in no order that anybody knows.
 */
final class CudaDevices {
    private static final Logger LOG = LoggerFactory.getLogger(CudaDevices.class);
    private static final String KERNELS = "kernels.ptx";

    private final long handle;
    private final int first;
    private final AtomicBoolean told = new AtomicBoolean();
    private int users = 1;

    /**
     * Opens devices.
     *
     * @throws org.dl4jquantum.sim.engine.EngineUnavailableException if there is no driver, or one of the devices is not there
     */
    CudaDevices(Settings settings) {
        DlqCuda.requireLibrary();
        byte[] kernels = kernels();
        int[] numbers = settings.devices().stream().mapToInt(Integer::intValue).toArray();
        if (numbers.length == 0) {
            numbers =
                    IntStream.range(0, DlqCuda.countDevices(settings.driver())).toArray();
        }
        long[] devices = {0};
        DlqCuda.check(DlqCuda.open(
                settings.driver().orElse(null),
                kernels,
                kernels.length,
                numbers,
                numbers.length,
                settings.memoryLimit(),
                settings.compiler().map(compiler -> KernelSource.text()).orElse(null),
                settings.compiler().flatMap(Settings.Compiler::library).orElse(null),
                settings.compiler().map(compiler -> compiler.cache().toString()).orElse(null),
                devices));
        handle = devices[0];
        first = numbers[0];
        settings.compiler().ifPresent(this::tellOfCompiler);
    }

    private void tellOfCompiler(Settings.Compiler compiler) {
        String found = DlqCuda.compiler(handle);
        if (found.startsWith("NVRTC ")) {
            LOG.info("engine {}: {} compiles kernels for programs that are called often", CudaEngine.NAME, found);
        } else if (compiler.library().isPresent()) {
            LOG.warn("engine {}: {}; programs have the kernels for all", CudaEngine.NAME, found);
        }
    }

    /** Says once what could not be compiled. */
    void tellOfFailure() {
        String failure = DlqCuda.compilerFailure(handle);
        if (!failure.isEmpty() && !told.getAndSet(true)) {
            LOG.warn("engine {}: {}; programs have the kernels for all", CudaEngine.NAME, failure);
        }
    }

    private static byte[] kernels() {
        try (InputStream in = CudaDevices.class.getResourceAsStream(KERNELS)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long handle() {
        return handle;
    }

    /** Number of the one that runs calls on arrays in the memory of a device, in the driver's order. */
    int first() {
        return first;
    }

    /** Name, compute capability and driver of each. */
    String description() {
        return DlqCuda.description(handle);
    }

    /** Bytes that programs may take on each. */
    long memory() {
        return DlqCuda.memory(handle);
    }

    synchronized long memoryHeld() {
        return users == 0 ? 0 : DlqCuda.memoryHeld(handle);
    }

    /** One more user. */
    synchronized void opened() {
        users++;
    }

    /** One user less. */
    synchronized void closed() {
        users--;
        if (users == 0) {
            tellOfFailure();
            DlqCuda.close(handle);
        }
    }
}
