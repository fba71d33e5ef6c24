package org.dl4jquantum.sim.engine.cuda;

import java.util.List;
import java.util.Optional;

/**
 * Which devices, and how much of them.
 *
 * @param driver path of the driver's library, where it is not among those of the system
 * @param devices numbers of devices in the driver's order, which share every batch; empty for all
 * @param memoryLimit bytes of each device's memory that programs may hold together; 0 for all
 */
record Settings(Optional<String> driver, List<Integer> devices, long memoryLimit) {
    static final String DRIVER = "org.dl4jquantum.cuda.driver";
    static final String DEVICE = "org.dl4jquantum.cuda.device";
    static final String MEMORY = "org.dl4jquantum.cuda.memory";
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
        return new Settings(driverOfProperties(), devices(System.getProperty(DEVICE, "0")), number(MEMORY, 18, "0"));
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
