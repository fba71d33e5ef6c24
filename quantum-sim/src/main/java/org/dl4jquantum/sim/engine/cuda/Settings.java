package org.dl4jquantum.sim.engine.cuda;

import java.util.Optional;

/**
 * Which device, and how much of it.
 *
 * @param driver path of the driver's library, where it is not among those of the system
 * @param device number of the device in the driver's order
 * @param memoryLimit bytes of the device's memory that programs may hold together; 0 for all
 */
record Settings(Optional<String> driver, int device, long memoryLimit) {
    static final String DRIVER = "org.dl4jquantum.cuda.driver";
    static final String DEVICE = "org.dl4jquantum.cuda.device";
    static final String MEMORY = "org.dl4jquantum.cuda.memory";

    /**
     * What system properties say.
     *
     * @throws IllegalArgumentException if a number is none
     */
    static Settings ofProperties() {
        return new Settings(
                Optional.ofNullable(System.getProperty(DRIVER)), (int) number(DEVICE, 4), number(MEMORY, 18));
    }

    private static long number(String property, int digits) {
        String value = System.getProperty(property, "0");
        if (!value.matches("\\d{1," + digits + "}")) {
            throw new IllegalArgumentException(
                    property + ": \"" + value + "\", allowed are numbers from 0 on, of at most " + digits + " digits");
        }
        return Long.parseLong(value);
    }
}
