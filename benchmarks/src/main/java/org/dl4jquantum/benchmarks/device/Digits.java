package org.dl4jquantum.benchmarks.device;

import java.util.Locale;

/** Numbers as people read them. */
final class Digits {
    private Digits() {}

    /** Three digits, or all in front of the point. */
    static String of(double value) {
        String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
