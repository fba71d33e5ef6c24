package org.dl4jquantum.benchmarks.device;

import java.util.Locale;

/** The parts, in the order in which they run: what must hold first, what takes long last. */
enum Part {
    DEVICE("DeviceCheck", "", 30),
    CONTRACT("ContractCheck", "contract", 100),
    VECTORS("ContractCheck", "vectors", 60),
    REPEATS("RepeatCheck", "", 40),
    THREADS("ThreadCheck", "", 40),
    MEMORY("MemoryCheck", "", 60),
    FIT("FitCheck", "", 60),
    TIMES_CUDA("TimingCheck", "cuda", 90),
    STATES_CUDA("StateCheck", "cuda", 60),
    TIMES_NATIVE("TimingCheck", "native", 60),
    STATES_NATIVE("StateCheck", "native", 30),
    JAX("PeerCheck", "jax", 90),
    PYTORCH("PeerCheck", "torch", 60),
    SANITIZERS("SanitizerCheck", "", 80),
    TIMES_NATIVE_1_THREAD("TimingCheck", "native", 40);

    private final String check;
    private final String argument;
    private final double seconds;

    /**
     * A part.
     *
     * @param check the class that does it, in this package; by name, for not all are in every bundle
     * @param argument see {@link Conditions}
     * @param seconds that it may take
     */
    Part(String check, String argument, double seconds) {
        this.check = check;
        this.argument = argument;
        this.seconds = seconds;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Part of(String title) {
        for (Part part : values()) {
            if (part.title().equals(title)) {
                return part;
            }
        }
        throw new IllegalArgumentException("part \"" + title + "\": unknown");
    }

    String argument() {
        return argument;
    }

    double seconds() {
        return seconds;
    }

    Check create() throws ReflectiveOperationException {
        return Class.forName(Part.class.getPackageName() + "." + check)
                .asSubclass(Check.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Whether the bundle has what it needs. */
    boolean isPresent() {
        try {
            create();
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    /** Whether it opens the device by the driver that keeps time. */
    boolean isTimed() {
        return this == TIMES_CUDA || this == STATES_CUDA;
    }
}
