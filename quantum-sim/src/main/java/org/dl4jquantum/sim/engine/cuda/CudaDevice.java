package org.dl4jquantum.sim.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An open device. It is closed when whoever opened it has let go of it and the last program or state of it is freed: they
 * are freed in no order that anybody knows.
 */
final class CudaDevice {
    private static final String KERNELS = "kernels.ptx";

    private final long handle;
    private final int number;
    private int users = 1;

    /**
     * Opens a device.
     *
     * @throws org.dl4jquantum.sim.engine.EngineUnavailableException if there is no driver, or no such device
     */
    CudaDevice(Settings settings) {
        DlqCuda.requireLibrary();
        byte[] kernels = kernels();
        long[] device = {0};
        DlqCuda.check(DlqCuda.open(
                settings.driver().orElse(null),
                kernels,
                kernels.length,
                settings.device(),
                settings.memoryLimit(),
                device));
        handle = device[0];
        number = settings.device();
    }

    private static byte[] kernels() {
        try (InputStream in = CudaDevice.class.getResourceAsStream(KERNELS)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long handle() {
        return handle;
    }

    /** In the driver's order. */
    int number() {
        return number;
    }

    /** Name, compute capability and driver. */
    String description() {
        return DlqCuda.description(handle);
    }

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
            DlqCuda.close(handle);
        }
    }
}
