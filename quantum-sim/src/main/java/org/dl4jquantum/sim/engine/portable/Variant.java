package org.dl4jquantum.sim.engine.portable;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How kernels come to be vector code, the best last. */
enum Variant {
    /** Loops that the just-in-time compiler makes vector code of. */
    PLAIN,
    /** The Vector API, an incubator module: there in JVMs started with {@code --add-modules jdk.incubator.vector}. */
    VECTOR;

    /** Names the variant to run instead of the best. */
    static final String PROPERTY = "org.dl4jquantum.java.variant";

    private static final String MODULE = "jdk.incubator.vector";

    /** Those that this JVM has, the best last. */
    static List<Variant> present() {
        return Arrays.stream(values()).filter(Variant::isPresent).toList();
    }

    /**
     * The variant that the property names, or the best.
     *
     * @throws IllegalArgumentException if this JVM has none of that name
     */
    static Variant selected() {
        List<Variant> present = present();
        String wanted =
                System.getProperty(PROPERTY, present.get(present.size() - 1).toString());
        return present.stream()
                .filter(variant -> variant.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(PROPERTY + ": \"" + wanted + "\", this JVM has "
                        + present.stream().map(Variant::toString).collect(Collectors.joining(", "))
                        + "; vector needs --add-modules " + MODULE + " and a processor that fuses multiply-adds"));
    }

    private boolean isPresent() {
        return this == PLAIN
                || (ModuleLayer.boot().findModule(MODULE).isPresent()
                        && Variant.class.getResource("DoubleVectorKernels.class") != null // not so where an IDE builds
                        && fusesMultiplyAdds());
    }

    /** Elsewhere {@link Math#fma} takes microseconds. */
    static boolean fusesMultiplyAdds() {
        try {
            return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseFMA")
                    .getValue());
        } catch (IllegalArgumentException e) {
            return false; // a JVM that has no such option
        }
    }

    DoubleKernels doubleKernels() {
        return this == PLAIN ? new DoubleKernels() : vectorKernels(DoubleKernels.class);
    }

    FloatKernels floatKernels() {
        return this == PLAIN ? new FloatKernels() : vectorKernels(FloatKernels.class);
    }

    /** By name, so that nothing else links the module. */
    private static <T> T vectorKernels(Class<T> plain) {
        String name = plain.getName().replace("Kernels", "VectorKernels");
        try {
            return plain.cast(Class.forName(name).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + ": missing beside " + plain.getName(), e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
