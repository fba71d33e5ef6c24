package org.dl4jquantum.sim.engine.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which devices, and how much of them.
 *
 * @param driver path of the driver's library, where it is not among those of the system
 * @param devices numbers of devices in the driver's order, which share every batch; empty for all
 * @param memoryLimit bytes of each device's memory that programs may hold together; 0 for all
 * @param compiler where kernels are compiled for single programs
 */
record Settings(Optional<String> driver, List<Integer> devices, long memoryLimit, Optional<Compiler> compiler) {
    static final String DRIVER = "org.dl4jquantum.cuda.driver";
    static final String DEVICE = "org.dl4jquantum.cuda.device";
    static final String MEMORY = "org.dl4jquantum.cuda.memory";
    static final String NVRTC = "org.dl4jquantum.cuda.nvrtc";
    static final String CACHE = "org.dl4jquantum.cuda.cache";
    static final String AUTO = "org.dl4jquantum.cuda.auto";
    static final String AUTO_WORK = "org.dl4jquantum.cuda.auto.work";

    /** What a call takes that does nothing, about 30 microseconds, in multiply-adds of one core. */
    private static final String DEFAULT_AUTO_WORK = "1000000";

    /**
     * What system properties say.
     *
     * @throws IllegalArgumentException if a value is none that is allowed
     */
    static Settings ofProperties() {
        return new Settings(
                driverOfProperties(),
                devices(System.getProperty(DEVICE, "0")),
                number(MEMORY, 18, "0"),
                Compiler.ofProperties());
    }

    /**
     * NVRTC, and what becomes of what it has compiled.
     *
     * @param library path of it, or of a folder that has it, where it is not found by its name
     * @param cache folder
     */
    record Compiler(Optional<String> library, Path cache) {
        private static final String OFF = "off";

        private static Optional<Compiler> ofProperties() {
            Optional<String> library = Optional.ofNullable(System.getProperty(NVRTC));
            if (library.filter(OFF::equals).isPresent()) {
                return Optional.empty();
            }
            String cache = System.getProperty(CACHE);
            return Optional.of(new Compiler(library, cache == null ? cacheOfUser() : Path.of(cache)));
        }

        private static Path cacheOfUser() {
            return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .filter(folder -> !folder.isEmpty())
                    .map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                    .resolve("dl4j-quantum/kernels");
        }
    }

    private static List<Integer> devices(String value) {
        if (value.equals("all")) {
            return List.of();
        }
        List<String> numbers = List.of(value.split(",", -1));
        if (!numbers.stream().allMatch(number -> number.matches("\\d{1,4}"))
                || numbers.stream().distinct().count() < numbers.size()) {
            throw new IllegalArgumentException(
                    DEVICE + ": \"" + value
                            + "\", allowed are all, a number from 0 on, or several numbers with commas between them, as in 0,2");
        }
        return numbers.stream().map(Integer::valueOf).toList();
    }

    static Optional<String> driverOfProperties() {
        return Optional.ofNullable(System.getProperty(DRIVER));
    }

    /**
     * Whether {@code auto} may take the engine.
     *
     * @throws IllegalArgumentException if the property is neither true nor false
     */
    static boolean isAutomatic() {
        String value = System.getProperty(AUTO, "true");
        if (!List.of("true", "false").contains(value)) {
            throw new IllegalArgumentException(AUTO + ": \"" + value + "\", allowed are true and false");
        }
        return "true".equals(value);
    }

    /**
     * Multiply-adds of a call from which {@code auto} takes the engine.
     *
     * @throws IllegalArgumentException if the property is no number
     */
    static long leastWork() {
        return number(AUTO_WORK, 18, DEFAULT_AUTO_WORK);
    }

    private static long number(String property, int digits, String byDefault) {
        String value = System.getProperty(property, byDefault);
        if (!value.matches("\\d{1," + digits + "}")) {
            throw new IllegalArgumentException(
                    property + ": \"" + value + "\", allowed are numbers from 0 on, of at most " + digits + " digits");
        }
        return Long.parseLong(value);
    }
}
