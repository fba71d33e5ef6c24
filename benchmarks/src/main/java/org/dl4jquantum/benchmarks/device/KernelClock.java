package org.dl4jquantum.benchmarks.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How long the device works, as {@code kernel_clock.cpp} finds out in front of the driver. */
final class KernelClock {
    /** Names the file that both sides map. */
    static final String FILE = "DLQ_CLOCK_FILE";

    private static final int KERNELS = 64;
    private static final int NAME_BYTES = 48;
    private static final int KERNEL_BYTES = NAME_BYTES + 2 * Long.BYTES;
    private static final int SPANS = Long.BYTES;
    private static final int NANOS = 2 * Long.BYTES;
    private static final int FAILURES = 3 * Long.BYTES;
    private static final int FIRST_KERNEL = 4 * Long.BYTES;
    private static final double NANOS_OF_A_MICRO = 1e3;

    private final ByteBuffer memory;

    private KernelClock(ByteBuffer memory) {
        this.memory = memory;
    }

    /** The clock, where this process was given one and has loaded the driver through it. */
    static Optional<KernelClock> find() {
        String name = System.getenv(FILE);
        if (name == null || !Files.exists(Path.of(name))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(Path.of(name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return Optional.of(new KernelClock(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, FIRST_KERNEL + (long) KERNELS * KERNEL_BYTES)
                            .order(ByteOrder.nativeOrder())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Microseconds of one call, from the first launch to the end of the last before each wait; nothing where the driver
     * could not tell.
     */
    OptionalDouble micros(Runnable call, int calls) {
        run(1, call, calls);
        return memory.getLong(SPANS) == 0 || memory.getLong(FAILURES) > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(memory.getLong(NANOS) / NANOS_OF_A_MICRO / calls);
    }

    /** Microseconds of each kernel in one call, each measured by itself, by names. */
    Map<String, Double> microsOfKernels(Runnable call, int calls) {
        run(2, call, calls);
        Map<String, Double> micros = new TreeMap<>();
        for (int k = 0; k < KERNELS; k++) {
            int at = FIRST_KERNEL + k * KERNEL_BYTES;
            if (memory.getLong(at + NAME_BYTES) > 0) {
                byte[] name = new byte[NAME_BYTES];
                memory.get(at, name);
                micros.put(
                        new String(name, StandardCharsets.US_ASCII).replaceAll("\0.*", ""),
                        memory.getLong(at + NAME_BYTES + Long.BYTES) / NANOS_OF_A_MICRO / calls);
            }
        }
        return micros;
    }

    private void run(long mode, Runnable call, int calls) {
        memory.putLong(SPANS, 0).putLong(NANOS, 0).putLong(FAILURES, 0);
        for (int k = 0; k < KERNELS; k++) {
            int at = FIRST_KERNEL + k * KERNEL_BYTES + NAME_BYTES;
            memory.putLong(at, 0).putLong(at + Long.BYTES, 0);
        }
        memory.putLong(0, mode);
        try {
            for (int i = 0; i < calls; i++) {
                call.run();
            }
        } finally {
            memory.putLong(0, 0);
        }
    }
}
