package org.dl4jquantum.sim.engine.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The CUDA driver that is none: kernels run on this processor. A class extended by it finds engine {@code cuda} there, and
 * is skipped where it was not built for want of a compiler; under {@code CI=true} it fails instead.
 */
public final class MockDriver implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
    /** Beside these classes, also where the tests of another module have them as a jar. */
    private static final Path FILE = besideTheseClasses();

    /** What must not be left when everything was let go of. */
    private static final List<Field> FREED = List.of(
            Field.MEMORIES,
            Field.MEMORY_BYTES,
            Field.PINNED,
            Field.STREAMS,
            Field.EVENTS,
            Field.GRAPHS,
            Field.MODULES,
            Field.CONTEXTS);

    private static Path file = FILE;

    /** Fields of {@code control.h}, in its order. */
    public enum Field {
        CALLS(0),
        FAIL_AT(1),
        FAIL_WITH(2),
        MEMORIES(3),
        MEMORY_BYTES(4),
        PINNED(5),
        STREAMS(6),
        MODULES(7),
        CONTEXTS(8),
        DRIVER_VERSION(9),
        DEVICES(10),
        TOTAL_MEMORY(11),
        SHARED_LIMIT(12),
        COMPUTE(13),
        ORDER(14),
        SEED(15),
        LAUNCHES(16),
        MISUSES(17),
        GRAPHS(18),
        GRAPH_LAUNCHES(19),
        EVENTS(20),
        BYTES_UP(21),
        BYTES_DOWN(22),
        OWN_MODULES(23);

        private final int index;

        Field(int index) {
            this.index = index;
        }
    }

    /** In the folder where this module is built, whichever module's tests these are. */
    private static Path besideTheseClasses() {
        try {
            Path classes = Path.of(MockDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("cuda-driver").resolve("libcuda-mock.so");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether tests of engine {@code cuda} run: where its driver was built, and where it has to be. */
    public static boolean isExpected() {
        return Files.exists(FILE) || "true".equals(System.getenv("CI"));
    }

    /** Where it was built. */
    public static Path file() {
        return FILE;
    }

    /** Makes it the driver. */
    public static void install() {
        install(FILE);
    }

    /** Makes a copy of it the driver, whose controls no other process has. */
    static void install(Path copy) {
        file = copy;
        System.setProperty(Settings.DRIVER, copy.toString());
        // What is installed on this machine is none of ours.
        System.setProperty(Settings.NVRTC, "off");
    }

    /** A copy. */
    static Path copyTo(Path folder) throws IOException {
        return Files.copy(FILE, folder.resolve(FILE.getFileName()));
    }

    /** Lets go of all devices, and of the driver. */
    public static void remove() {
        CudaProvider.letGo();
        System.clearProperty(Settings.DRIVER);
        System.clearProperty(Settings.NVRTC);
    }

    /** Opens devices anew whose thread blocks share so many bytes. */
    static void share(long bytes) {
        new CudaProvider().engine();
        if (get(Field.SHARED_LIMIT) != bytes) {
            CudaProvider.letGo();
            set(Field.SHARED_LIMIT, bytes);
        }
    }

    /** What the driver says of itself, once it was loaded. */
    public static long get(Field field) {
        return control().get(field.index);
    }

    public static void set(Field field, long value) {
        control().put(field.index, value);
    }

    /** Makes a call of the driver fail, counted from now on from 1, with that error; 0 for none. */
    public static void failAt(long call, int error) {
        set(Field.CALLS, 0);
        set(Field.FAIL_WITH, error);
        set(Field.FAIL_AT, call);
    }

    /**
     * Lets go of all devices, and waits until the garbage collector has freed what nobody can reach.
     *
     * @return what is held after all, or was freed twice; empty where all is well
     */
    public static String leftovers() throws InterruptedException {
        CudaProvider.letGo();
        for (int i = 0; i < 200 && FREED.stream().anyMatch(field -> get(field) != 0); i++) {
            System.gc();
            Thread.sleep(10);
        }
        return Stream.concat(FREED.stream(), Stream.of(Field.MISUSES))
                .filter(field -> get(field) != 0)
                .map(field -> field + " " + get(field))
                .collect(Collectors.joining(", "));
    }

    /** There once the driver was loaded. */
    private static LongBuffer control() {
        Path controls = file.resolveSibling(file.getFileName() + ".control");
        try (FileChannel channel = FileChannel.open(controls, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) Long.BYTES * Field.values().length)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isExpected()
                ? ConditionEvaluationResult.enabled("built, or required under CI=true")
                : ConditionEvaluationResult.disabled("the driver for tests was not built: that needs Linux and g++");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        install();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        remove();
    }
}
