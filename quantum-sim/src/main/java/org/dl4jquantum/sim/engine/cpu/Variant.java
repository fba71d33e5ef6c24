package org.dl4jquantum.sim.engine.cpu;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The instruction sets that the kernels are compiled for, the best last. */
enum Variant {
    BASELINE(0),
    AVX2(1),
    AVX512(2);

    /** Names the variant to run instead of the best. */
    static final String PROPERTY = "org.dl4jquantum.native.variant";

    private final int number;

    Variant(int number) {
        this.number = number;
    }

    /** What {@code dlq.h} calls it. */
    int number() {
        return number;
    }

    /** Those that this processor has, the best last. */
    static List<Variant> present() {
        int bits = Dlq.variants();
        return Stream.of(values())
                .filter(variant -> (bits >> variant.number & 1) == 1)
                .toList();
    }

    /**
     * The variant that the property names, or the best.
     *
     * @throws IllegalArgumentException if the processor has none of that name
     */
    static Variant selected() {
        List<Variant> present = present();
        String wanted =
                System.getProperty(PROPERTY, present.get(present.size() - 1).toString());
        return present.stream()
                .filter(variant -> variant.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(PROPERTY + ": \"" + wanted
                        + "\", this processor has "
                        + present.stream().map(Variant::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
